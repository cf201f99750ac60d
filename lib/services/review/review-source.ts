import type { HunkDetail } from "@/lib/contract/review-api";
import type { ClassifiedChange, ClassifiedHunk } from "@/lib/core/classify/classification";
import type { Digest } from "@/lib/core/digest";
import { buildReviewIndex, CONTEXT_ROWS, encodeReviewIndex, fileOf, type IndexedFile, type ReviewIndex } from "@/lib/core/review/review-index";
import { foldText } from "@/lib/core/review/view-chunks";
import type { BlobStore } from "@/lib/ports/blob-store";
import { readSnapshotIndex } from "../read-snapshot";
import { type OpenPatch, openPatch } from "./open-patch";
import { contextAround } from "./piece-rows";

/** A snapshot as the review reads it: its columns, and the rest by file. */
export type ReviewSource = {
  readonly index: ReviewIndex;
  /** The index as it is sent. */
  readonly bytes: Uint8Array;
  /** A file's patch as git printed it; null when git printed none. */
  readonly readPatch: (file: number) => Promise<Uint8Array | null>;
  readonly readDetail: (hunk: number) => Promise<HunkDetail>;
};

/** Opens a snapshot by the blob of its index. @throws when a blob is missing or damaged. */
export async function openReviewSource(blobs: BlobStore, indexBlob: Digest): Promise<ReviewSource> {
  const { changes } = await readSnapshotIndex(blobs, indexBlob);
  const readPatch = async (file: number) => {
    const blob = changes[file]?.patchBlob;
    return blob ? blobs.get(blob) : null;
  };
  const files: IndexedFile[] = [];
  for (const [at, change] of changes.entries()) {
    const patch = await readPatch(at);
    files.push(toIndexedFile(change, patch === null ? null : openPatch(patch)));
  }
  const index = buildReviewIndex(files);
  return {
    index,
    bytes: encodeReviewIndex(index),
    readPatch,
    readDetail: async (hunk) => {
      const file = fileOf(index, hunk);
      const found = changes[file]?.hunks[hunk - (index.files.firstHunk[file] ?? 0)];
      const change = changes[file];
      if (!change || !found) throw new Error(`expected a hunk ${hunk} in a snapshot of ${index.hunks.count}`);
      return { ...found, hunk, blobs: hasMoreThanLines(change, found) ? toBlobs(change) : null };
    },
  };
}

function hasMoreThanLines({ kind, oldMode, newMode }: ClassifiedChange, { oldLines, newLines }: ClassifiedHunk): boolean {
  return oldLines + newLines === 0 || (kind !== "added" && kind !== "deleted" && oldMode !== newMode);
}

function toBlobs({ oldMode, newMode, oldOid, newOid }: ClassifiedChange): HunkDetail["blobs"] {
  return { oldMode, newMode, oldOid, newOid };
}

function toIndexedFile(change: ClassifiedChange, open: OpenPatch | null): IndexedFile {
  return {
    ...change,
    width: open ? widthOf(open) : 0,
    hunks: change.hunks.map((hunk, at) => {
      const block = open?.blocks[at];
      const linesAfter = open && block ? Math.min(CONTEXT_ROWS, contextAround(open, block).after) : 0;
      return { ...hunk, linesAfter, whitespaceOnly: open && block ? isWhitespaceOnly(open, block) : false };
    }),
  };
}

function widthOf({ patch, textAt }: OpenPatch): number {
  let width = 0;
  for (let line = 0; line < patch.lines.kinds.length; line += 1) width = Math.max(width, foldText(textAt(line)).length);
  return width;
}

function isWhitespaceOnly({ patch: { lines }, textAt }: OpenPatch, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const texts = ["", "", ""];
  for (let line = from; line < to; line += 1) texts[lines.kinds[line] ?? 0] += textAt(line).replace(/\s+/g, "");
  return texts[1] === texts[2];
}
