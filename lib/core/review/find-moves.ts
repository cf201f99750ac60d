/** The changed lines of one hunk, as they are read: `oldStart` and `newStart` number the first of each side. */
export type MovableHunk = {
  readonly hunk: number;
  readonly oldStart: number;
  readonly newStart: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
};

/** Lines that were taken out of one hunk and stand in another: how many, and the number of the first on each side. */
export type Move = { readonly from: number; readonly fromLine: number; readonly to: number; readonly toLine: number; readonly lines: number };

/** Fewer lines with a word in them, or fewer letters, are alike by chance. */
const LEAST_LINES = 3;
const LEAST_LETTERS = 40;
/** A line that is added in more places says nothing about where it came from. */
const MOST_PLACES = 16;

type Place = { readonly added: readonly string[]; readonly hunk: MovableHunk; readonly at: number };
type Run = { readonly place: Place; readonly length: number };

/**
 * Blocks of lines that were removed in one hunk and added in another, however far they are indented there. A block that only
 * changed its place inside a hunk is none: both sides of it are before the reader's eyes.
 */
export function findMoves(hunks: readonly MovableHunk[]): readonly Move[] {
  const trimmed = hunks.map((hunk) => ({ hunk, removed: hunk.removed.map(trim), added: hunk.added.map(trim) }));
  const places = new Map<string, Place[]>();
  for (const { hunk, added } of trimmed) {
    added.forEach((text, at) => {
      if (!hasWord(text)) return;
      const known = places.get(text);
      if (known) known.push({ added, hunk, at });
      else places.set(text, [{ added, hunk, at }]);
    });
  }
  return trimmed.flatMap(({ hunk, removed }) => findMovesOf(hunk, removed, places));
}

function findMovesOf(hunk: MovableHunk, removed: readonly string[], places: ReadonlyMap<string, readonly Place[]>): readonly Move[] {
  const moves: Move[] = [];
  for (let at = 0; at < removed.length; ) {
    const found = places.get(removed[at] ?? "") ?? [];
    const run = found.length > MOST_PLACES ? null : longestRun(removed, at, found, hunk);
    if (run === null || !isTelling(removed.slice(at, at + run.length))) {
      at += 1;
      continue;
    }
    const { hunk: there, at: start } = run.place;
    moves.push({ from: hunk.hunk, fromLine: hunk.oldStart + at, to: there.hunk, toLine: there.newStart + start, lines: run.length });
    at += run.length;
  }
  return moves;
}

function longestRun(removed: readonly string[], from: number, places: readonly Place[], hunk: MovableHunk): Run | null {
  let longest: Run | null = null;
  for (const place of places) {
    if (place.hunk === hunk) continue;
    let length = 1;
    while (from + length < removed.length && place.at + length < place.added.length && removed[from + length] === place.added[place.at + length]) length += 1;
    if (length > (longest?.length ?? 0)) longest = { place, length };
  }
  return longest;
}

function isTelling(lines: readonly string[]): boolean {
  const telling = lines.filter(hasWord);
  return telling.length >= LEAST_LINES && telling.reduce((sum, line) => sum + (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0) >= LEAST_LETTERS;
}

function hasWord(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}

function trim(line: string): string {
  return line.trim();
}
