import { LABELS, type Label, type Placement } from "@/lib/core/classify/category";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { fileOf, isSupporting, PLACEMENT_ORDER, type ReviewIndex, toHunkKey } from "./review-index";

/** Hunks by file, in the order of a page: indexes into the snapshot's columns. */
export type HunkList = {
  readonly files: Uint32Array;
  /** `files.length + 1` entries: the hunks of file `f` are `firstOf[f]` up to `firstOf[f + 1]`. */
  readonly firstOf: Uint32Array;
  readonly hunks: Uint32Array;
  /** Position of the first supporting file; `files.length` where there is none. */
  readonly supportingFrom: number;
};

/** Where each hunk is reviewed, as indexes into `PLACEMENT_ORDER`: where a person put it, else where the rules did. */
export function placeHunks({ hunks }: ReviewIndex, assignments: readonly Pick<Assignment, "hunkId" | "to">[]): Uint8Array {
  if (assignments.length === 0) return hunks.placements;
  const moved = new Map(assignments.map(({ hunkId, to }) => [toHunkKey(hunkId), PLACEMENT_ORDER.indexOf(to)]));
  return hunks.placements.map((placement, hunk) => moved.get(hunks.keys[hunk] ?? 0) ?? placement);
}

/** The hunks of a bucket: files in git's order, those of supporting files after the code. */
export function listBucket(index: ReviewIndex, placements: Uint8Array, placement: Placement): HunkList {
  const wanted = PLACEMENT_ORDER.indexOf(placement);
  const code: number[] = [];
  const supporting: number[] = [];
  const found = new Uint32Array(index.hunks.count);
  const firstFound = new Uint32Array(index.files.count + 1);
  const { firstHunk, count } = index.files;
  let at = 0;
  for (let file = 0; file < count; file += 1) {
    firstFound[file] = at;
    let isCode = false;
    for (let hunk = firstHunk[file] ?? 0; hunk < (firstHunk[file + 1] ?? 0); hunk += 1) {
      if (placements[hunk] !== wanted) continue;
      found[at] = hunk;
      at += 1;
      isCode ||= !isSupporting(index, hunk);
    }
    if (at > (firstFound[file] ?? 0)) (isCode ? code : supporting).push(file);
  }
  firstFound[count] = at;
  return toList(code, supporting, (file) => [file, found.subarray(firstFound[file], firstFound[file + 1])]);
}

/** What of a bucket is shown; a sign-off always covers all of it. */
export type HunkFilter = {
  /** Words that must all be in the path. */
  readonly text: string;
  /** Hunks with any of these; all when empty. */
  readonly labels: readonly Label[];
  readonly flaggedOnly: boolean;
  /** Only these hunks, as they were when it was asked for; null for all. */
  readonly only: { readonly name: "differing" | "not-opened" | "updated"; readonly hunks: ReadonlySet<number> } | null;
};

export const NO_FILTER: HunkFilter = { text: "", labels: [], flaggedOnly: false, only: null };

export function isFiltering({ text, labels, flaggedOnly, only }: HunkFilter): boolean {
  return text.trim() !== "" || labels.length > 0 || flaggedOnly || only !== null;
}

/** The files with the hunks that pass; a file without any is left out. */
export function filterList(index: ReviewIndex, list: HunkList, filter: HunkFilter): HunkList {
  if (!isFiltering(filter)) return list;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const labelBits = filter.labels.reduce((bits, label) => bits | (1 << LABELS.indexOf(label)), 0);
  const { labels, flags } = index.hunks;
  const passes = (hunk: number) =>
    (labelBits === 0 || ((labels[hunk] ?? 0) & labelBits) !== 0) && (!filter.flaggedOnly || flags[hunk] !== 0) && (filter.only?.hunks.has(hunk) ?? true);
  const kept = Array.from(list.files, (file, at): Uint32Array => {
    const path = (index.files.paths[file] ?? "").toLowerCase();
    return words.every((word) => path.includes(word)) ? hunksAt(list, at).filter(passes) : NO_HUNKS;
  });
  const some = (at: number) => (kept[at]?.length ?? 0) > 0;
  return toList(positions(0, list.supportingFrom).filter(some), positions(list.supportingFrom, kept.length).filter(some), (at) => [
    list.files[at] ?? 0,
    kept[at] ?? NO_HUNKS,
  ]);
}

/** Files with a hunk that is owed before the others, the code before supporting files all the same. */
export function putOwedFirst(list: HunkList, isOwed: (hunk: number) => boolean): HunkList {
  const isFileOwed = Array.from(list.files, (_file, at) => hunksAt(list, at).some(isOwed));
  if (isFileOwed.every(Boolean)) return list;
  const sorted = (from: number, to: number) => {
    const all = positions(from, to);
    return [...all.filter((at) => isFileOwed[at]), ...all.filter((at) => !isFileOwed[at])];
  };
  return toList(sorted(0, list.supportingFrom), sorted(list.supportingFrom, list.files.length), (at) => [list.files[at] ?? 0, hunksAt(list, at)]);
}

/** The hunks of the file at a position of the list. */
export function hunksAt({ hunks, firstOf }: HunkList, at: number): Uint32Array {
  return hunks.subarray(firstOf[at], firstOf[at + 1]);
}

/** Position of the file that holds the hunk at a position. */
export function filePositionOf({ firstOf }: HunkList, hunkPosition: number): number {
  let low = 0;
  let high = Math.max(0, firstOf.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((firstOf[middle] ?? 0) <= hunkPosition) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many hunks carry each label, in the labels' order; labels that none carries are left out. */
export function countLabels({ hunks: { labels } }: ReviewIndex, { hunks }: HunkList): readonly { readonly label: Label; readonly hunks: number }[] {
  const counts = LABELS.map((label, bit) => ({ label, hunks: hunks.reduce((sum, hunk) => sum + (((labels[hunk] ?? 0) >> bit) & 1), 0) }));
  return counts.filter((count) => count.hunks > 0);
}

/** The file's hunks that are reviewed in other buckets: how many in each, and the first. */
export function listElsewhere(index: ReviewIndex, placements: Uint8Array, file: number, here: Placement) {
  const { firstHunk } = index.files;
  const found = PLACEMENT_ORDER.map((placement) => ({ placement, hunks: 0, first: -1 }));
  for (let hunk = firstHunk[file] ?? 0; hunk < (firstHunk[file + 1] ?? 0); hunk += 1) {
    const there = found[placements[hunk] ?? -1];
    if (!there) continue;
    if (there.hunks === 0) there.first = hunk;
    there.hunks += 1;
  }
  return found.filter(({ placement, hunks }) => hunks > 0 && placement !== here);
}

/** The hunk whose id begins so; undefined when the snapshot has none. */
export function findHunk({ hunks: { keys } }: ReviewIndex, idStart: string): number | undefined {
  const at = keys.indexOf(toHunkKey(idStart));
  return at === -1 ? undefined : at;
}

/** Hunks that stand in one of two snapshots' views of a bucket and not in the other, of the same columns. */
export function countMoved(shown: Uint8Array, live: Uint8Array, placement: Placement): number {
  const here = PLACEMENT_ORDER.indexOf(placement);
  let moved = 0;
  for (let hunk = 0; hunk < shown.length; hunk += 1) if ((shown[hunk] === here) !== (live[hunk] === here)) moved += 1;
  return moved;
}

/** A hunk's place in words: its path and first line. */
export function describeHunk(index: ReviewIndex, hunk: number): string {
  const path = index.files.paths[fileOf(index, hunk)] ?? "";
  const line = index.hunks.newStart[hunk] || index.hunks.oldStart[hunk] || 0;
  return line === 0 ? path : `${path}, line ${line}`;
}

const NO_HUNKS = new Uint32Array(0);

function positions(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_none, at) => from + at);
}

/** @param entryOf the file of an entry, and its hunks */
function toList(code: readonly number[], supporting: readonly number[], entryOf: (entry: number) => readonly [number, Uint32Array]): HunkList {
  const count = code.length + supporting.length;
  const files = new Uint32Array(count);
  const firstOf = new Uint32Array(count + 1);
  const parts: Uint32Array[] = [];
  let total = 0;
  for (const entries of [code, supporting]) {
    for (const entry of entries) {
      const [file, its] = entryOf(entry);
      files[parts.length] = file;
      firstOf[parts.length] = total;
      total += its.length;
      parts.push(its);
    }
  }
  firstOf[count] = total;
  const hunks = new Uint32Array(total);
  for (const [at, its] of parts.entries()) hunks.set(its, firstOf[at]);
  return { files, firstOf, hunks, supportingFrom: code.length };
}
