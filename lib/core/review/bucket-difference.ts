import type { Placement } from "@/lib/core/classify/category";
import { toNormalisedPath } from "@/lib/core/diff/normalised-path";
import { type Entry, pairChanged } from "./pair-changed";
import { fileOf, PLACEMENT_ORDER, type ReviewIndex } from "./review-index";

/** A snapshot's columns with where each hunk is reviewed, as indexes into `PLACEMENT_ORDER`. */
export type PlacedIndex = { readonly index: ReviewIndex; readonly placements: Uint8Array };

/** One thing in which a bucket is no longer what it was; hunks by their index in the snapshot they are of. */
export type BucketDifference = {
  readonly kind: "new" | "changed" | "vanished";
  readonly now: number | null;
  readonly was: number | null;
  /** Where a new one was before, or a vanished one is now: another bucket. */
  readonly elsewhere: Placement | null;
};

type Side = PlacedIndex & { readonly byKey: ReadonlyMap<number, number> };

/**
 * What is new, changed or gone in a bucket since it held the hunks of `covered`, in file order; as `listDifferences`,
 * over columns.
 *
 * What came where something of the same file went is a changed hunk, see `pairChanged`; where it cannot be said which became
 * which, they stay new and vanished.
 *
 * @param covered keys of the hunks the bucket held; null for all that are in it in `before`
 */
export function compareBuckets(before: PlacedIndex, now: PlacedIndex, placement: Placement, covered: ReadonlySet<number> | null): readonly BucketDifference[] {
  const here = PLACEMENT_ORDER.indexOf(placement);
  const [old, current] = [withKeys(before), withKeys(now)];
  const held = covered ?? keysIn(before, here);
  const come = listHunks(now, (hunk, key) => now.placements[hunk] === here && !held.has(key));
  const gone = listHunks(before, (hunk, key) => held.has(key) && old.byKey.get(key) === hunk && placeOf(current, key) !== here);
  const partners = pairByFile(groupByFile(current, come, old.byKey), groupByFile(old, gone, current.byKey));
  const changed = new Set(partners.values());
  const differences = [
    ...come.map((hunk): BucketDifference => {
      const was = partners.get(hunk);
      if (was !== undefined) return { kind: "changed", now: hunk, was, elsewhere: null };
      return { kind: "new", now: hunk, was: null, elsewhere: nameOf(placeOf(old, keyOf(now, hunk)), here) };
    }),
    ...gone
      .filter((hunk) => !changed.has(hunk))
      .map((hunk): BucketDifference => ({ kind: "vanished", now: null, was: hunk, elsewhere: nameOf(placeOf(current, keyOf(before, hunk)), here) })),
  ];
  return inFileOrder(differences, before.index, now.index);
}

function withKeys({ index, placements }: PlacedIndex): Side {
  return { index, placements, byKey: new Map(Array.from(index.hunks.keys, (key, hunk) => [key, hunk])) };
}

function keysIn({ index: { hunks }, placements }: PlacedIndex, here: number): ReadonlySet<number> {
  return new Set(hunks.keys.filter((_key, hunk) => placements[hunk] === here));
}

function listHunks({ index: { hunks } }: PlacedIndex, isWanted: (hunk: number, key: number) => boolean): readonly number[] {
  const wanted: number[] = [];
  hunks.keys.forEach((key, hunk) => {
    if (isWanted(hunk, key)) wanted.push(hunk);
  });
  return wanted;
}

function keyOf({ index: { hunks } }: PlacedIndex, hunk: number): number {
  return hunks.keys[hunk] ?? -1;
}

function placeOf({ byKey, placements }: Side, key: number): number | undefined {
  const hunk = byKey.get(key);
  return hunk === undefined ? undefined : placements[hunk];
}

function nameOf(place: number | undefined, here: number): Placement | null {
  return place === undefined || place === here ? null : (PLACEMENT_ORDER[place] ?? null);
}

type Keys = ReadonlyMap<number, number>;
type Entries = ReadonlyMap<string, readonly Entry<number>[]>;

/** What is not on the other side at all, by file; a hunk that only moved between buckets is neither new content nor gone. */
function groupByFile(side: Side, hunks: readonly number[], others: Keys): Entries {
  const groups = new Map<string, Entry<number>[]>();
  for (const hunk of hunks) {
    if (others.has(keyOf(side, hunk))) continue;
    const path = toNormalisedPath(pathOf(side.index, hunk));
    const entry = { hunk, behind: findBehind(side, hunk, others) };
    const group = groups.get(path);
    if (group) group.push(entry);
    else groups.set(path, [entry]);
  }
  return groups;
}

/** The last hunk before one in its file that is on the other side too. */
function findBehind(side: Side, hunk: number, others: Keys): number | null {
  const first = side.index.files.firstHunk[fileOf(side.index, hunk)] ?? 0;
  for (let earlier = hunk - 1; earlier >= first; earlier -= 1) {
    const key = keyOf(side, earlier);
    if (others.has(key)) return key;
  }
  return null;
}

function pairByFile(come: Entries, gone: Entries): ReadonlyMap<number, number> {
  return new Map([...come].flatMap(([path, entries]) => [...pairChanged(entries, gone.get(path) ?? [])]));
}

function inFileOrder(differences: readonly BucketDifference[], before: ReviewIndex, now: ReviewIndex): readonly BucketDifference[] {
  const path = ({ now: there, was }: BucketDifference) => (there === null ? pathOf(before, was ?? 0) : pathOf(now, there));
  const keyed = differences.map((difference) => ({ difference, path: path(difference) }));
  return keyed.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)).map(({ difference }) => difference);
}

function pathOf(index: ReviewIndex, hunk: number): string {
  return index.files.paths[fileOf(index, hunk)] ?? "";
}
