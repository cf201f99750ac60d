/** A hunk that came into a file or went from it, and the last one before it in the file that is there before and after; null at the top. */
export type Entry<Hunk> = { readonly hunk: Hunk; readonly behind: string | number | null };

/**
 * Which hunks of a file took the place of which: the only one that came for the only one that went; and behind each hunk that
 * stayed, one after the other, where as many came as went. Where they are not as many, which became which cannot be said.
 *
 * @returns what went, by what came
 */
export function pairChanged<Hunk>(come: readonly Entry<Hunk>[], gone: readonly Entry<Hunk>[]): ReadonlyMap<Hunk, Hunk> {
  const [first, ...more] = come;
  const [old, ...others] = gone;
  if (first && old && more.length + others.length === 0) return new Map([[first.hunk, old.hunk]]);
  const wentBehind = groupByPlace(gone);
  const pairs = [...groupByPlace(come)].flatMap(([behind, came]) => {
    const went = wentBehind.get(behind) ?? [];
    return went.length === came.length ? came.flatMap((hunk, at): [Hunk, Hunk][] => zip(hunk, went[at])) : [];
  });
  return new Map(pairs);
}

function zip<Hunk>(hunk: Hunk, other: Hunk | undefined): [Hunk, Hunk][] {
  return other === undefined ? [] : [[hunk, other]];
}

function groupByPlace<Hunk>(entries: readonly Entry<Hunk>[]): ReadonlyMap<Entry<Hunk>["behind"], readonly Hunk[]> {
  const groups = new Map<Entry<Hunk>["behind"], Hunk[]>();
  for (const { hunk, behind } of entries) {
    const group = groups.get(behind);
    if (group) group.push(hunk);
    else groups.set(behind, [hunk]);
  }
  return groups;
}
