import { CATEGORIES, LABELS, type Label, type Placement } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import type { PlacedChange, PlacedHunk } from "./view-placement";

/** One file of a bucket: its hunks there, and how many it has in other buckets. */
export type BucketFile = {
  readonly change: PlacedChange;
  readonly hunks: readonly PlacedHunk[];
  readonly elsewhere: readonly { readonly placement: Placement; readonly hunks: number; readonly firstId: Digest }[];
  /** Every hunk here is of a supporting file: listed after the code. */
  readonly supporting: boolean;
};

const PLACEMENTS: readonly Placement[] = [...CATEGORIES, "unclassified"];

/** The files of a bucket in git's order, supporting files after the code. */
export function toBucketFiles(changes: readonly PlacedChange[], placement: Placement): readonly BucketFile[] {
  const files = changes.flatMap((change): readonly BucketFile[] => {
    const hunks = change.hunks.filter((hunk) => hunk.placement === placement);
    if (hunks.length === 0) return [];
    return [{ change, hunks, elsewhere: listElsewhere(change, placement), supporting: hunks.every(({ supporting }) => supporting) }];
  });
  return [...files.filter(({ supporting }) => !supporting), ...files.filter(({ supporting }) => supporting)];
}

function listElsewhere({ hunks }: PlacedChange, here: Placement): BucketFile["elsewhere"] {
  return PLACEMENTS.flatMap((placement) => {
    const there = placement === here ? [] : hunks.filter((hunk) => hunk.placement === placement);
    return there[0] ? [{ placement, hunks: there.length, firstId: there[0].id }] : [];
  });
}

/** What of a bucket is shown; the sign-off always covers all of it. */
export type HunkFilter = {
  /** Words that must all be in the path. */
  readonly text: string;
  /** Hunks with any of these; all when empty. */
  readonly labels: readonly Label[];
  readonly flaggedOnly: boolean;
  /** Only these hunks; null for all. */
  readonly only: ReadonlySet<Digest> | null;
};

export const NO_FILTER: HunkFilter = { text: "", labels: [], flaggedOnly: false, only: null };

export function isFiltering({ text, labels, flaggedOnly, only }: HunkFilter): boolean {
  return text.trim() !== "" || labels.length > 0 || flaggedOnly || only !== null;
}

/** The files with the hunks that pass; a file without any is left out. */
export function filterFiles(files: readonly BucketFile[], filter: HunkFilter): readonly BucketFile[] {
  if (!isFiltering(filter)) return files;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return files.flatMap((file) => {
    const path = file.change.path.toLowerCase();
    if (!words.every((word) => path.includes(word))) return [];
    const hunks = file.hunks.filter((hunk) => passes(hunk, filter));
    return hunks.length === 0 ? [] : [{ ...file, hunks }];
  });
}

function passes({ id, labels, flags }: PlacedHunk, filter: HunkFilter): boolean {
  const hasLabel = filter.labels.length === 0 || filter.labels.some((label) => labels.includes(label));
  return hasLabel && (!filter.flaggedOnly || flags.length > 0) && (filter.only?.has(id) ?? true);
}

/** How many hunks carry each label, in the labels' order; labels that none carries are left out. */
export function countLabels(files: readonly BucketFile[]): readonly { readonly label: Label; readonly hunks: number }[] {
  const hunks = files.flatMap((file) => file.hunks);
  return LABELS.map((label) => ({ label, hunks: hunks.filter(({ labels }) => labels.includes(label)).length })).filter((count) => count.hunks > 0);
}

/** Files of one folder as a list shows them. */
export type FolderGroup = { readonly folder: string; readonly supporting: boolean; readonly files: readonly BucketFile[] };

/** Files by folder in their order, folders of code before folders of supporting files. */
export function toFolders(files: readonly BucketFile[]): readonly FolderGroup[] {
  const groups = new Map<string, BucketFile[]>();
  for (const file of files) {
    const key = `${file.supporting ? "1" : "0"}${folderOf(file.change.path)}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups].map(([key, group]) => ({ folder: key.slice(1), supporting: key.startsWith("1"), files: group }));
}

/** The folder of a path, empty for the top one. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The name of a file without its folder. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A file's name where space is short: a migration goes without its timestamp and `.exs`. */
export function shortNameOf(path: string): string {
  const name = fileNameOf(path);
  return /^\d{14}_.+\.exs$/.test(name) ? name.slice(15, -4) : name;
}
