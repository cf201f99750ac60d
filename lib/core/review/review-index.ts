import { FLAGS, type Flag, LABELS, type Label, type Placement, CATEGORIES } from "@/lib/core/classify/category";
import type { ClassifiedHunk } from "@/lib/core/classify/classification";
import { type Change, type ChangeKind, changeKindSchema } from "@/lib/core/diff/change";
import type { Digest } from "@/lib/core/digest";

/** Every place a hunk can be in, in the order of the columns below. */
export const PLACEMENT_ORDER: readonly Placement[] = [...CATEGORIES, "unclassified"];

/** Unchanged lines shown on each side of a hunk before anything is expanded. */
export const CONTEXT_ROWS = 3;

/**
 * What the review page has to know of a whole snapshot: columns, so that a hundred thousand hunks are a few
 * arrays and not as many objects. What is said about a hunk, and its lines, come with what is on screen.
 *
 * Files in the snapshot's order; the hunks of file `f` are `firstHunk[f]` up to `firstHunk[f + 1]`.
 */
export type ReviewIndex = {
  readonly files: {
    readonly count: number;
    readonly paths: readonly string[];
    /** The path before a rename or copy; null where it is the same. */
    readonly oldPaths: readonly (string | null)[];
    readonly kinds: readonly ChangeKind[];
    readonly binary: Uint8Array;
    readonly additions: Uint32Array;
    readonly deletions: Uint32Array;
    /** Characters of the longest line that is shown, a folded line by its folded length. */
    readonly widths: Uint16Array;
    /** `count + 1` entries. */
    readonly firstHunk: Uint32Array;
  };
  readonly hunks: {
    readonly count: number;
    /** `toHunkKey` of the id. */
    readonly keys: Float64Array;
    /** Index into `PLACEMENT_ORDER`: where the rules put it, before assignments by people. */
    readonly placements: Uint8Array;
    /** Bit n: `LABELS[n]`. */
    readonly labels: Uint8Array;
    /** Bit n: `FLAGS[n]`. */
    readonly flags: Uint16Array;
    /** Bit 0: of a supporting file. Bit 1: only white space differs. Bits 2 and 3: unchanged lines after it, at most 3, that its file has. */
    readonly traits: Uint8Array;
    readonly oldStart: Uint32Array;
    readonly oldLines: Uint32Array;
    readonly newStart: Uint32Array;
    readonly newLines: Uint32Array;
  };
};

/** What an index is made from, hunk by hunk: a classified hunk and what its patch tells beside it. */
export type IndexedHunk = Pick<ClassifiedHunk, "id" | "category" | "labels" | "flags" | "supporting" | "oldStart" | "oldLines" | "newStart" | "newLines"> & {
  readonly whitespaceOnly: boolean;
  /** Unchanged lines after it in its file; 3 stands for three and more. */
  readonly linesAfter: number;
};
export type IndexedFile = Pick<Change, "path" | "oldPath" | "kind" | "binary" | "additions" | "deletions"> & {
  readonly width: number;
  readonly hunks: readonly IndexedHunk[];
};

/** What fits into `files.widths`. */
export const MOST_WIDTH = 0xffff;
const SUPPORTING = 1;
const WHITESPACE_ONLY = 2;
const AFTER_SHIFT = 2;
const KEY_DIGITS = 12;

/** The first twelve hex digits of a hunk id as a number: unlike whole ids it fits a column. */
export function toHunkKey(id: Digest | string): number {
  return Number.parseInt(id.slice(0, KEY_DIGITS), 16);
}

/** As `toHunkKey`, of the bytes of an id. */
export function toHunkKeyOf(id: Uint8Array): number {
  let key = 0;
  for (let at = 0; at < KEY_DIGITS / 2; at += 1) key = key * 256 + (id[at] as number);
  return key;
}

/** The twelve digits a key stands for: the beginning of the hunk's id, as addresses have it. */
export function toIdStart(key: number): string {
  return key.toString(16).padStart(KEY_DIGITS, "0");
}

export function isSupporting({ hunks }: ReviewIndex, hunk: number): boolean {
  return ((hunks.traits[hunk] ?? 0) & SUPPORTING) !== 0;
}

export function isWhitespaceOnly({ hunks }: ReviewIndex, hunk: number): boolean {
  return ((hunks.traits[hunk] ?? 0) & WHITESPACE_ONLY) !== 0;
}

/** Unchanged lines after a hunk that its file has; 3 stands for three and more. */
export function linesAfterOf({ hunks }: ReviewIndex, hunk: number): number {
  return ((hunks.traits[hunk] ?? 0) >> AFTER_SHIFT) & 3;
}

export function labelsOf({ hunks }: ReviewIndex, hunk: number): readonly Label[] {
  return LABELS.filter((_label, bit) => ((hunks.labels[hunk] ?? 0) & (1 << bit)) !== 0);
}

export function flagsOf({ hunks }: ReviewIndex, hunk: number): readonly Flag[] {
  return FLAGS.filter((_flag, bit) => ((hunks.flags[hunk] ?? 0) & (1 << bit)) !== 0);
}

/** The file a hunk is in. */
export function fileOf({ files }: ReviewIndex, hunk: number): number {
  let low = 0;
  let high = files.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((files.firstHunk[middle] ?? 0) <= hunk) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Unchanged lines on both sides of a hunk, and how many more there are. */
export type ShownContext = { readonly before: number; readonly after: number; readonly hiddenBefore: number };

/**
 * The context a hunk is shown with. It never reaches into another hunk, and a line between two shown hunks
 * belongs to the first.
 *
 * @param isPreviousShown whether the hunk before it in its file is on the page too
 * @param file the file it is in, where that is known
 */
export function contextOf(index: ReviewIndex, hunk: number, isPreviousShown: boolean, file: number = fileOf(index, hunk)): ShownContext {
  const { hunks, files } = index;
  if ((hunks.oldLines[hunk] ?? 0) + (hunks.newLines[hunk] ?? 0) === 0) return { before: 0, after: 0, hiddenBefore: 0 };
  const isFirst = hunk === files.firstHunk[file];
  const isLast = hunk + 1 === files.firstHunk[file + 1];
  const gapBefore = gapBetween(index, isFirst ? null : hunk - 1, hunk);
  const taken = isPreviousShown && !isFirst ? Math.min(CONTEXT_ROWS, gapBefore) : 0;
  const before = Math.min(CONTEXT_ROWS, gapBefore - taken);
  const gapAfter = isLast || isWithoutLines(index, hunk + 1) ? linesAfterOf(index, hunk) : gapBetween(index, hunk, hunk + 1);
  return { before, after: Math.min(CONTEXT_ROWS, gapAfter), hiddenBefore: gapBefore - taken - before };
}

/** Rows a hunk takes with its context: one under the other, or old beside new in their order. */
export function rowCount({ hunks }: ReviewIndex, hunk: number, { before, after }: Pick<ShownContext, "before" | "after">, layout: "unified" | "split"): number {
  const oldLines = hunks.oldLines[hunk] ?? 0;
  const newLines = hunks.newLines[hunk] ?? 0;
  return before + after + (layout === "split" ? Math.max(oldLines, newLines) : oldLines + newLines);
}

/** Unchanged lines between two hunks of a file, or before its first. */
function gapBetween(index: ReviewIndex, earlier: number | null, later: number): number {
  const { newStart, newLines } = index.hunks;
  // A side without lines is headed by the line before the change.
  const start = (newStart[later] ?? 0) + (newLines[later] === 0 ? 1 : 0);
  const end = earlier === null ? 1 : (newStart[earlier] ?? 0) + (newLines[earlier] === 0 ? 1 : (newLines[earlier] ?? 0));
  return Math.max(0, start - end);
}

function isWithoutLines({ hunks }: ReviewIndex, hunk: number): boolean {
  return (hunks.oldLines[hunk] ?? 0) + (hunks.newLines[hunk] ?? 0) === 0;
}

/** Gathers the columns, file by file. */
export function buildReviewIndex(files: Iterable<IndexedFile>): ReviewIndex {
  const paths: string[] = [];
  const oldPaths: (string | null)[] = [];
  const kinds: ChangeKind[] = [];
  const [binary, additions, deletions, widths, firstHunk]: number[][] = [[], [], [], [], [0]];
  const [keys, placements, labels, flags, traits]: number[][] = [[], [], [], [], []];
  const [oldStart, oldLines, newStart, newLines]: number[][] = [[], [], [], []];
  for (const file of files) {
    paths.push(file.path);
    oldPaths.push(file.oldPath === file.path ? null : file.oldPath);
    kinds.push(file.kind);
    binary?.push(file.binary ? 1 : 0);
    additions?.push(file.additions);
    deletions?.push(file.deletions);
    widths?.push(Math.min(file.width, MOST_WIDTH));
    for (const hunk of file.hunks) {
      keys?.push(toHunkKey(hunk.id));
      placements?.push(PLACEMENT_ORDER.indexOf(hunk.category));
      labels?.push(toLabelBits(hunk.labels));
      flags?.push(toFlagBits(hunk.flags));
      traits?.push(toTraits(hunk));
      oldStart?.push(hunk.oldStart);
      oldLines?.push(hunk.oldLines);
      newStart?.push(hunk.newStart);
      newLines?.push(hunk.newLines);
    }
    firstHunk?.push(keys?.length ?? 0);
  }
  return {
    files: {
      count: paths.length,
      paths,
      oldPaths,
      kinds,
      binary: Uint8Array.from(binary ?? []),
      additions: Uint32Array.from(additions ?? []),
      deletions: Uint32Array.from(deletions ?? []),
      widths: Uint16Array.from(widths ?? []),
      firstHunk: Uint32Array.from(firstHunk ?? []),
    },
    hunks: {
      count: keys?.length ?? 0,
      keys: Float64Array.from(keys ?? []),
      placements: Uint8Array.from(placements ?? []),
      labels: Uint8Array.from(labels ?? []),
      flags: Uint16Array.from(flags ?? []),
      traits: Uint8Array.from(traits ?? []),
      oldStart: Uint32Array.from(oldStart ?? []),
      oldLines: Uint32Array.from(oldLines ?? []),
      newStart: Uint32Array.from(newStart ?? []),
      newLines: Uint32Array.from(newLines ?? []),
    },
  };
}

/** Labels as `hunks.labels` has them. */
export function toLabelBits(labels: readonly Label[]): number {
  return toBits(LABELS, labels);
}

/** Flags as `hunks.flags` has them. */
export function toFlagBits(flags: readonly Flag[]): number {
  return toBits(FLAGS, flags);
}

/** What `hunks.traits` has. */
export function toTraits({ supporting, whitespaceOnly, linesAfter }: Pick<IndexedHunk, "supporting" | "whitespaceOnly" | "linesAfter">): number {
  return (supporting ? SUPPORTING : 0) | (whitespaceOnly ? WHITESPACE_ONLY : 0) | (Math.min(CONTEXT_ROWS, linesAfter) << AFTER_SHIFT);
}

function toBits<Name extends string>(all: readonly Name[], present: readonly Name[]): number {
  return present.reduce((bits, name) => bits | (1 << all.indexOf(name)), 0);
}

/** `RIX1`, the length of the JSON part, the JSON part, then the columns, each at a multiple of eight bytes. */
const MAGIC = 0x52495831;
const FILE_COLUMNS = ["binary", "additions", "deletions", "widths", "firstHunk"] as const;
const HUNK_COLUMNS = ["keys", "placements", "labels", "flags", "traits", "oldStart", "oldLines", "newStart", "newLines"] as const;

/** The index as bytes, as it is sent; `decodeReviewIndex` reads it without copying a column. */
export function encodeReviewIndex({ files, hunks }: ReviewIndex): Uint8Array {
  const kindNames = changeKindSchema.options;
  const json = new TextEncoder().encode(
    JSON.stringify({
      files: files.count,
      hunks: hunks.count,
      paths: files.paths,
      oldPaths: files.oldPaths.flatMap((path, at) => (path === null ? [] : [[at, path]])),
      kinds: files.kinds.map((kind) => kindNames.indexOf(kind)),
    }),
  );
  const columns = [...FILE_COLUMNS.map((name) => files[name]), ...HUNK_COLUMNS.map((name) => hunks[name])];
  const start = pad(8 + json.length);
  const bytes = new Uint8Array(columns.reduce((sum, column) => sum + pad(column.byteLength), start));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, json.length);
  bytes.set(json, 8);
  let at = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += pad(column.byteLength);
  }
  return bytes;
}

/** @throws when the bytes are no index of this version. */
export function decodeReviewIndex(buffer: ArrayBuffer): ReviewIndex {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || view.getUint32(0) !== MAGIC) throw new Error("expected a review index, came something else");
  const length = view.getUint32(4);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as {
    files: number;
    hunks: number;
    paths: string[];
    oldPaths: [number, string][];
    kinds: number[];
  };
  let at = pad(8 + length);
  const take = (bytesEach: number, count: number): number => {
    const from = at;
    at = pad(at + bytesEach * count);
    if (at > buffer.byteLength) throw new Error(`expected a review index of ${at} bytes, came ${buffer.byteLength}`);
    return from;
  };
  const u8 = (count: number) => new Uint8Array(buffer, take(1, count), count);
  const u16 = (count: number) => new Uint16Array(buffer, take(2, count), count);
  const u32 = (count: number) => new Uint32Array(buffer, take(4, count), count);
  const f64 = (count: number) => new Float64Array(buffer, take(8, count), count);
  const oldPaths: (string | null)[] = Array(head.files).fill(null);
  for (const [file, path] of head.oldPaths) oldPaths[file] = path;
  const kindNames = changeKindSchema.options;
  const { files: f, hunks: h } = head;
  return {
    files: {
      count: f,
      paths: head.paths,
      oldPaths,
      kinds: head.kinds.map((kind) => kindNames[kind] ?? "modified"),
      binary: u8(f),
      additions: u32(f),
      deletions: u32(f),
      widths: u16(f),
      firstHunk: u32(f + 1),
    },
    hunks: {
      count: h,
      keys: f64(h),
      placements: u8(h),
      labels: u8(h),
      flags: u16(h),
      traits: u8(h),
      oldStart: u32(h),
      oldLines: u32(h),
      newStart: u32(h),
      newLines: u32(h),
    },
  };
}

function pad(length: number): number {
  return (length + 7) & ~7;
}
