/** A line of one or both of two versions of a hunk. */
export type SharedLine<Line> = { readonly status: "same" | "gone" | "come"; readonly line: Line };

/** Versions of more lines are shown one under the other. */
const MOST_LINES = 400;

/**
 * Two versions of a hunk as one: the longest run of lines that both have, what is gone before what came.
 *
 * @param keyOf what makes two lines the same
 */
export function mergeVersions<Line>(was: readonly Line[], now: readonly Line[], keyOf: (line: Line) => string): readonly SharedLine<Line>[] {
  const [old, fresh] = [was.map(keyOf), now.map(keyOf)];
  if (was.length > MOST_LINES || now.length > MOST_LINES) return [...was.map((line) => gone(line)), ...now.map((line) => come(line))];
  // longest[i][j]: lines in common from i of the old and j of the new on.
  const longest = Array.from({ length: was.length + 1 }, () => new Uint16Array(now.length + 1));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = was.length - 1; i >= 0; i -= 1) {
    const row = longest[i];
    for (let j = now.length - 1; row && j >= 0; j -= 1) row[j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const merged: SharedLine<Line>[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < now.length) {
    const [before, after] = [was[i], now[j]];
    if (before !== undefined && after !== undefined && old[i] === fresh[j]) {
      merged.push({ status: "same", line: after });
      i += 1;
      j += 1;
    } else if (before !== undefined && (after === undefined || at(i + 1, j) >= at(i, j + 1))) {
      merged.push(gone(before));
      i += 1;
    } else if (after !== undefined) {
      merged.push(come(after));
      j += 1;
    }
  }
  return merged;
}

function gone<Line>(line: Line): SharedLine<Line> {
  return { status: "gone", line };
}

function come<Line>(line: Line): SharedLine<Line> {
  return { status: "come", line };
}
