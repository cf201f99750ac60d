import type { Placement } from "@/lib/core/classify/category";
import { toNormalisedPath } from "@/lib/core/diff/normalised-path";
import type { Digest } from "@/lib/core/digest";
import { type Entry, pairChanged } from "./pair-changed";
import type { PlacedChange, PlacedHunk } from "./view-placement";

/** A hunk with the file it is in. */
export type HunkInFile = { readonly change: PlacedChange; readonly hunk: PlacedHunk };

/** One thing in which a bucket is no longer what it was. */
export type Difference =
  /** `from`: it was there before, in another bucket. */
  | { readonly kind: "new"; readonly now: HunkInFile; readonly from: Placement | null }
  | { readonly kind: "changed"; readonly now: HunkInFile; readonly was: HunkInFile }
  /** `to`: it is still there, in another bucket. */
  | { readonly kind: "vanished"; readonly was: HunkInFile; readonly to: Placement | null };

export type DifferenceInput = {
  readonly placement: Placement;
  /** What the bucket held: ids, and the snapshot they were in. */
  readonly beforeIds: Iterable<Digest>;
  readonly before: readonly PlacedChange[];
  readonly now: readonly PlacedChange[];
};

/**
 * What is new, changed or gone in a bucket since it held `beforeIds`, in file order.
 *
 * What came where something of the same file went is a changed hunk, see `pairChanged`; where it cannot be said which became
 * which, they stay new and vanished.
 */
export function listDifferences({ placement, beforeIds, before, now }: DifferenceInput): readonly Difference[] {
  const covered = new Set(beforeIds);
  const old = byId(before);
  const current = byId(now);
  const come = [...current.values()].filter(({ hunk }) => hunk.placement === placement && !covered.has(hunk.id));
  const gone = [...covered].flatMap((id) => {
    const was = old.get(id);
    return was && current.get(id)?.hunk.placement !== placement ? [was] : [];
  });
  const partners = pairByFile(groupByFile(come, old), groupByFile(gone, current));
  const changed = new Set(partners.values());
  return [
    ...come.map((there): Difference => {
      const was = partners.get(there);
      return was ? { kind: "changed", now: there, was } : { kind: "new", now: there, from: elsewhere(old.get(there.hunk.id), placement) };
    }),
    ...gone.filter((was) => !changed.has(was)).map((was): Difference => ({ kind: "vanished", was, to: elsewhere(current.get(was.hunk.id), placement) })),
  ];
}

function elsewhere(place: HunkInFile | undefined, here: Placement): Placement | null {
  return place && place.hunk.placement !== here ? place.hunk.placement : null;
}

type Known = ReadonlyMap<Digest, HunkInFile>;
type Entries = ReadonlyMap<string, readonly Entry<HunkInFile>[]>;

function pairByFile(come: Entries, gone: Entries): ReadonlyMap<HunkInFile, HunkInFile> {
  return new Map([...come].flatMap(([path, entries]) => [...pairChanged(entries, gone.get(path) ?? [])]));
}

/** What is not on the other side at all, by file; a hunk that only moved between buckets is neither new content nor gone. */
function groupByFile(hunks: readonly HunkInFile[], others: Known): Entries {
  const groups = new Map<string, Entry<HunkInFile>[]>();
  for (const hunk of hunks.filter(({ hunk: { id } }) => !others.has(id))) {
    const path = toNormalisedPath(hunk.change.path);
    const { oldStart, oldLines } = hunk.hunk;
    const entry = { hunk, oldStart, oldLines };
    const group = groups.get(path);
    if (group) group.push(entry);
    else groups.set(path, [entry]);
  }
  return groups;
}

function byId(changes: readonly PlacedChange[]): ReadonlyMap<Digest, HunkInFile> {
  return new Map(changes.flatMap((change) => change.hunks.map((hunk) => [hunk.id, { change, hunk }] as const)));
}
