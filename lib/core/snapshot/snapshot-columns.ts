import { bytesToHex } from "@noble/hashes/utils.js";
import type { ClassifiedHunk } from "@/lib/core/classify/classification";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { Digest } from "@/lib/core/digest";
import { flagsOf, isSupporting, labelsOf, PLACEMENT_ORDER, type ReviewIndex } from "@/lib/core/review/review-index";

/** Bytes of a SHA-256. */
export const DIGEST_BYTES = 32;

/** Where a file's patch is: a range of bytes of one segment. */
export type PatchPlace = { readonly segment: number; readonly offset: number; readonly length: number };

/** Hunks that are not the first of their content, rising, each with the first one of it. */
export type Repeats = { readonly hunks: Uint32Array; readonly firsts: Uint32Array };

/**
 * A snapshot as it is stored: what the review page reads, and beside it what is said about each file and
 * hunk, all in columns in the same order.
 */
export type SnapshotColumns = {
  readonly review: ReviewIndex;
  /** What decided about the hunks: the same basis decides the same. */
  readonly basis: string;
  /** Blobs of the patches, several files a piece. */
  readonly segments: readonly Digest[];
  /** Rules, reasons and matched texts, each once. */
  readonly texts: readonly string[];
  readonly files: {
    readonly oldModes: Uint32Array;
    readonly newModes: Uint32Array;
    /** Blob ids, each of as many bytes. */
    readonly oldOids: Uint8Array;
    readonly newOids: Uint8Array;
    /** `PatchPlace` by file; a length of 0 where git printed no patch. */
    readonly segments: Uint32Array;
    readonly offsets: Uint32Array;
    readonly lengths: Uint32Array;
  };
  readonly hunks: {
    /** Digests, each of `DIGEST_BYTES`. */
    readonly ids: Uint8Array;
    readonly fingerprints: Uint8Array;
    /** Indexes into `texts`. */
    readonly rules: Uint32Array;
    readonly reasons: Uint32Array;
    readonly matched: Uint32Array;
  };
  readonly repeats: Repeats;
  /** As `repeats`, by content with the app's names hidden. */
  readonly maskedRepeats: Repeats;
};

/** Sums of a snapshot. */
export type SnapshotSums = { readonly files: number; readonly hunks: number; readonly additions: number; readonly deletions: number };

export function sumUp({ review: { files, hunks } }: SnapshotColumns): SnapshotSums {
  const sum = (column: Uint32Array) => column.reduce((total, count) => total + count, 0);
  return { files: files.count, hunks: hunks.count, additions: sum(files.additions), deletions: sum(files.deletions) };
}

/** What git's listing said of a file. */
export function rawChangeAt({ review, files }: SnapshotColumns, file: number): RawChange {
  requireIndex(file, review.files.count);
  const path = review.files.paths[file] ?? "";
  return {
    kind: review.files.kinds[file] ?? "modified",
    path,
    oldPath: review.files.oldPaths[file] ?? path,
    oldMode: toMode(files.oldModes[file]),
    newMode: toMode(files.newModes[file]),
    oldOid: oidAt(files.oldOids, review.files.count, file),
    newOid: oidAt(files.newOids, review.files.count, file),
  };
}

export function patchPlaceAt({ review, files }: SnapshotColumns, file: number): PatchPlace {
  requireIndex(file, review.files.count);
  return { segment: files.segments[file] ?? 0, offset: files.offsets[file] ?? 0, length: files.lengths[file] ?? 0 };
}

export function hunkIdAt({ review, hunks }: SnapshotColumns, hunk: number): Digest {
  requireIndex(hunk, review.hunks.count);
  return digestAt(hunks.ids, hunk);
}

export function hunkAt(columns: SnapshotColumns, hunk: number): ClassifiedHunk {
  const { review, hunks, texts } = columns;
  requireIndex(hunk, review.hunks.count);
  const textAt = (column: Uint32Array) => texts[column[hunk] ?? 0] ?? "";
  return {
    id: digestAt(hunks.ids, hunk),
    fingerprint: digestAt(hunks.fingerprints, hunk),
    oldStart: review.hunks.oldStart[hunk] ?? 0,
    oldLines: review.hunks.oldLines[hunk] ?? 0,
    newStart: review.hunks.newStart[hunk] ?? 0,
    newLines: review.hunks.newLines[hunk] ?? 0,
    category: PLACEMENT_ORDER[review.hunks.placements[hunk] ?? 0] ?? "unclassified",
    labels: labelsOf(review, hunk),
    supporting: isSupporting(review, hunk),
    flags: flagsOf(review, hunk),
    rule: textAt(hunks.rules),
    reason: textAt(hunks.reasons),
    matched: textAt(hunks.matched),
  };
}

/** The digest at a place of a column of digests. */
export function digestAt(column: Uint8Array, index: number): Digest {
  return bytesToHex(column.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES));
}

function oidAt(column: Uint8Array, count: number, index: number): string {
  const bytesEach = column.length / count;
  return bytesToHex(column.subarray(index * bytesEach, (index + 1) * bytesEach));
}

function toMode(mode = 0): string {
  return mode.toString(8).padStart(6, "0");
}

function requireIndex(index: number, count: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= count) throw new Error(`expected an index below ${count}, came ${index}`);
}
