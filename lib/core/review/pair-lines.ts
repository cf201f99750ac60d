/** Blocks of more comparisons are paired from the top down. */
const MOST_COMPARISONS = 2_500;
const LONGEST_COMPARED = 500;
const WORD = /[\p{L}\p{N}_]+|[^\s]/gu;

/**
 * Which removed line stands beside which added line: every line of the shorter side has a partner, in order, so that
 * the block takes as many rows as its longer side. In a small block the partner is the line most like it.
 *
 * @returns for each line of the shorter side the position of its partner
 */
export function pairLines(shorter: readonly string[], longer: readonly string[]): readonly number[] {
  const isInOrder =
    shorter.length === longer.length ||
    shorter.length * longer.length > MOST_COMPARISONS ||
    [...shorter, ...longer].some(({ length }) => length > LONGEST_COMPARED);
  return isInOrder ? shorter.map((_text, at) => at) : pairByLikeness(shorter.map(toWords), longer.map(toWords));
}

/** Whether `pairLines` looks at the texts of so many lines. */
export function isPairedByLikeness(oldLines: number, newLines: number): boolean {
  return oldLines !== newLines && oldLines * newLines > 0 && oldLines * newLines <= MOST_COMPARISONS;
}

type Words = { readonly counts: ReadonlyMap<string, number>; readonly total: number };

/** The pairing with the greatest sum of likenesses; of equals the one nearest the top. */
function pairByLikeness(shorter: readonly Words[], longer: readonly Words[]): readonly number[] {
  const [rows, columns] = [shorter.length, longer.length];
  // best[row][column]: of the lines from `row` on, when the lines of the longer side from `column` on are free.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const likeness = shorter.map((line) => longer.map((other) => likenessOf(line, other)));
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - (rows - row); column >= 0; column -= 1) {
      const taken = (likeness[row]?.[column] ?? 0) + (best[row + 1]?.[column + 1] ?? 0);
      const canSkip = columns - column > rows - row;
      const target = best[row];
      if (target) target[column] = canSkip ? Math.max(taken, target[column + 1] ?? 0) : taken;
    }
  }
  const partners: number[] = [];
  for (let row = 0, column = 0; row < rows; column += 1) {
    const taken = (likeness[row]?.[column] ?? 0) + (best[row + 1]?.[column + 1] ?? 0);
    const canSkip = columns - column > rows - row;
    if (canSkip && (best[row]?.[column + 1] ?? 0) > taken) continue;
    partners.push(column);
    row += 1;
  }
  return partners;
}

function toWords(text: string): Words {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [word] of text.matchAll(WORD)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    total += 1;
  }
  return { counts, total };
}

/** Shared words over all words, from 0 to 1. */
function likenessOf(a: Words, b: Words): number {
  if (a.total + b.total === 0) return 1;
  let shared = 0;
  for (const [word, count] of a.counts) shared += Math.min(count, b.counts.get(word) ?? 0);
  return (2 * shared) / (a.total + b.total);
}
