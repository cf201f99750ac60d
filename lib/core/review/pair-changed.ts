/** A hunk that came into a file or went from it, with the lines of the anchor that it stands for; without any, it stands after `oldStart`. */
export type Entry<Hunk> = { readonly hunk: Hunk; readonly oldStart: number; readonly oldLines: number };

/**
 * Which hunks of a file took the place of which. Snapshots are compared with the same anchor, so what stands for lines of it
 * that touch those of one that went, and of no other, took its place; and so did the only one that came for the only one that
 * went. Of the rest it cannot be said.
 *
 * @returns what went, by what came
 */
export function pairChanged<Hunk>(come: readonly Entry<Hunk>[], gone: readonly Entry<Hunk>[]): ReadonlyMap<Hunk, Hunk> {
  const [first] = come;
  const [last] = gone;
  if (first && last && come.length === 1 && gone.length === 1) return new Map([[first.hunk, last.hunk]]);
  const [comers, goers] = [inOrder(come), inOrder(gone)];
  const pairs: [Hunk, Hunk][] = [];
  for (const there of comers) {
    const was = onlyTouching(there, goers);
    if (was && onlyTouching(was, comers) === there) pairs.push([there.hunk, was.hunk]);
  }
  return new Map(pairs);
}

function inOrder<Hunk>(entries: readonly Entry<Hunk>[]): readonly Entry<Hunk>[] {
  return entries.toSorted((one, other) => startOf(one) - startOf(other));
}

/** The only one of the entries, which stand in order, that touches another. */
function onlyTouching<Hunk>(entry: Entry<Hunk>, entries: readonly Entry<Hunk>[]): Entry<Hunk> | null {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = entries[middle];
    if (at && endOf(at) < startOf(entry)) low = middle + 1;
    else high = middle;
  }
  const begins = (at: Entry<Hunk> | undefined) => at !== undefined && startOf(at) <= endOf(entry);
  const found = entries[low];
  return found && begins(found) && !begins(entries[low + 1]) ? found : null;
}

/** The line of the anchor before it. */
function startOf({ oldStart, oldLines }: Entry<unknown>): number {
  return oldLines === 0 ? oldStart : oldStart - 1;
}

/** The last line of the anchor that it stands for. */
function endOf(entry: Entry<unknown>): number {
  return startOf(entry) + entry.oldLines;
}
