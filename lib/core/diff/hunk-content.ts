import { toSourceLines } from "./elixir-source";
import { type FrameSide, type FrameSource, patchLineText } from "./frame-source";
import type { HunkLines } from "./hunk-lines";
import { ADDED, REMOVED } from "./patch-scan";
import type { SourceText } from "./source-text";

/** A changed line as the classifier reads it. */
export type ChangedLine = {
  readonly kind: "added" | "removed";
  readonly text: string;
  /** Blank, comment or documentation: text for people, not code. */
  readonly prose: boolean;
};

/** What the classifier may look at in a hunk: its changed lines and where they stand, no context. */
export type HunkContent = {
  /** The hunk's part of the patch in one piece, good enough for a first look for plain words. */
  readonly roughText: string;
  /** Removed lines, then added ones. */
  readonly lines: readonly ChangedLine[];
  /** Headers of the blocks around the hunk, outermost first. */
  readonly enclosing: readonly string[];
  /** Keyword keys around the hunk, outermost first; not part of its identity. */
  readonly keys: readonly string[];
  /** The Elixir file after the change (before it, for a deletion); null where the patch lacks it. */
  readonly file: SourceText | null;
};

/** Of a binary or mode-only change. */
export const UNREADABLE_CONTENT: HunkContent = { roughText: "", lines: [], enclosing: [], keys: [], file: null };

type HunkPlace = {
  /** The side that shows the hunk, and the line at which it stands there. */
  readonly side: FrameSide | null;
  readonly index: number;
  readonly enclosing: readonly string[];
};

/**
 * The content of a hunk. Lines are decoded when they are first asked for: most files are placed by their
 * path, and an upgrade may bring a million lines.
 */
export function readHunkContent(hunk: HunkLines, source: FrameSource, place: HunkPlace): HunkContent {
  return new LazyContent(hunk, source, place);
}

/** A class, since getters of an object literal are made anew for each hunk. */
class LazyContent implements HunkContent {
  readonly roughText: string;
  readonly enclosing: readonly string[];
  readonly file: SourceText | null;
  readonly #hunk: HunkLines;
  readonly #source: FrameSource;
  readonly #place: HunkPlace;
  #lines: readonly ChangedLine[] | null = null;

  constructor(hunk: HunkLines, source: FrameSource, place: HunkPlace) {
    this.roughText = hunk.roughText;
    this.enclosing = place.enclosing;
    this.file = place.side?.file ?? null;
    this.#hunk = hunk;
    this.#source = source;
    this.#place = place;
  }

  get lines(): readonly ChangedLine[] {
    this.#lines ??= [...readLines(this.#hunk, REMOVED, this.#source), ...readLines(this.#hunk, ADDED, this.#source)];
    return this.#lines;
  }

  get keys(): readonly string[] {
    const { side, index } = this.#place;
    return side === null ? [] : side.outline.keysAt(index);
  }
}

function readLines({ patch, block }: HunkLines, kind: number, source: FrameSource): readonly ChangedLine[] {
  const numbers: number[] = [];
  for (let line = block.from; line < block.to; line += 1) if (patch.lines.kinds[line] === kind) numbers.push(line);
  if (numbers.length === 0) return [];
  const texts = numbers.map((line) => patchLineText(patch, line));
  const side = (kind === ADDED ? source?.new() : source?.old()) ?? null;
  const local = side === null ? toSourceLines(texts) : numbers.map((line) => side.source[side.indexOf(line)]);
  return texts.map((text, at) => ({ kind: kind === ADDED ? "added" : "removed", text, prose: local[at]?.prose ?? false }));
}
