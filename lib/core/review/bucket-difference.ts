import type { Placement } from "@/lib/core/classify/category";
import { toNormalisedPath } from "@/lib/core/diff/normalised-path";
import { createKeyTable, type KeyTable } from "./key-table";
import { type Entry, pairChanged } from "./pair-changed";
import { PLACEMENT_ORDER, type ReviewIndex } from "./review-index";

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

/** How many differences of each kind there are, and the first of them all in file order. */
export type BucketDifferences = {
  readonly counts: Readonly<Record<BucketDifference["kind"], number>>;
  readonly first: readonly BucketDifference[];
};

type Side = PlacedIndex & { readonly find: KeyTable };

/**
 * What is new, changed or gone in a bucket since it held the hunks of `covered`, in file order; as `listDifferences`,
 * over columns.
 *
 * What came where something of the same file went is a changed hunk, see `pairChanged`; where it cannot be said which became
 * which, they stay new and vanished.
 *
 * @param covered keys of the hunks the bucket held; null for all that are in it in `before`
 * @param most how many of them are listed
 */
export function compareBuckets(
  before: PlacedIndex,
  now: PlacedIndex,
  placement: Placement,
  covered: ReadonlySet<number> | null,
  most: number,
): BucketDifferences {
  const here = PLACEMENT_ORDER.indexOf(placement);
  const [old, current] = [toSide(before), toSide(now)];
  const isHeld = covered === null ? createHeld(before, here) : (key: number) => covered.has(key);
  const come = groupByFile(now, (hunk, key) => now.placements[hunk] === here && !isHeld(key));
  const gone = groupByFile(before, (hunk, key) => isHeld(key) && old.find(key) === hunk && placeOf(current, key) !== here);
  const partners = pairByFile(current, come, old, gone);
  const changed = new Set(partners.values());
  const toCome = (hunk: number): BucketDifference => {
    const was = partners.get(hunk);
    if (was !== undefined) return { kind: "changed", now: hunk, was, elsewhere: null };
    return { kind: "new", now: hunk, was: null, elsewhere: nameOf(placeOf(old, keyOf(now, hunk)), here) };
  };
  const toGone = (hunk: number): BucketDifference => ({
    kind: "vanished",
    now: null,
    was: hunk,
    elsewhere: nameOf(placeOf(current, keyOf(before, hunk)), here),
  });

  const files = [
    ...come.map(({ path, hunks }) => ({ path, hunks, toDifference: toCome })),
    ...gone.map(({ path, hunks }) => ({ path, hunks: hunks.filter((hunk) => !changed.has(hunk)), toDifference: toGone })),
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const first: BucketDifference[] = [];
  for (const { hunks, toDifference } of files) {
    if (first.length >= most) break;
    first.push(...hunks.slice(0, most - first.length).map(toDifference));
  }
  return { counts: { new: count(come) - partners.size, changed: partners.size, vanished: count(gone) - partners.size }, first };
}

function toSide(placed: PlacedIndex): Side {
  return { ...placed, find: createKeyTable(placed.index.hunks.keys) };
}

/** Whether the bucket held the hunk with a key. */
function createHeld({ index: { hunks }, placements }: PlacedIndex, here: number): (key: number) => boolean {
  const find = createKeyTable(hunks.keys.filter((_key, hunk) => placements[hunk] === here));
  return (key) => find(key) !== -1;
}

function keyOf({ index: { hunks } }: PlacedIndex, hunk: number): number {
  return hunks.keys[hunk] ?? -1;
}

function placeOf({ find, placements }: Side, key: number): number | undefined {
  return placements[find(key)];
}

function nameOf(place: number | undefined, here: number): Placement | null {
  return place === undefined || place === here ? null : (PLACEMENT_ORDER[place] ?? null);
}

type FileHunks = { readonly path: string; readonly hunks: readonly number[] };

function groupByFile({ index: { files, hunks } }: PlacedIndex, isOf: (hunk: number, key: number) => boolean): readonly FileHunks[] {
  const groups: FileHunks[] = [];
  for (let file = 0; file < files.count; file += 1) {
    const found: number[] = [];
    for (let hunk = files.firstHunk[file] ?? 0; hunk < (files.firstHunk[file + 1] ?? 0); hunk += 1) {
      if (isOf(hunk, hunks.keys[hunk] ?? -1)) found.push(hunk);
    }
    if (found.length > 0) groups.push({ path: files.paths[file] ?? "", hunks: found });
  }
  return groups;
}

function count(files: readonly FileHunks[]): number {
  return files.reduce((sum, { hunks }) => sum + hunks.length, 0);
}

type Entries = ReadonlyMap<string, readonly Entry<number>[]>;

function pairByFile(current: Side, come: readonly FileHunks[], old: Side, gone: readonly FileHunks[]): ReadonlyMap<number, number> {
  const went = listUnknown(old, gone, current, () => true);
  if (went.size === 0) return new Map();
  const came = listUnknown(current, come, old, (path) => went.has(path));
  return new Map([...came].flatMap(([path, entries]) => [...pairChanged(entries, went.get(path) ?? [])]));
}

/** What is not on the other side at all, by file; a hunk that only moved between buckets is neither new content nor gone. */
function listUnknown(side: Side, groups: readonly FileHunks[], other: Side, isWanted: (path: string) => boolean): Entries {
  const byPath = new Map<string, Entry<number>[]>();
  for (const { path, hunks } of groups) {
    const normalised = toNormalisedPath(path);
    if (!isWanted(normalised)) continue;
    const entries = byPath.get(normalised) ?? [];
    const { oldStart, oldLines } = side.index.hunks;
    for (const hunk of hunks) {
      if (other.find(keyOf(side, hunk)) === -1) entries.push({ hunk, oldStart: oldStart[hunk] ?? 0, oldLines: oldLines[hunk] ?? 0 });
    }
    if (entries.length > 0) byPath.set(normalised, entries);
  }
  return byPath;
}
