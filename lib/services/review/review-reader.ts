import type { HunkDetail, Piece, Row, RowLine, RowsAnswer } from "@/lib/contract/review-api";
import type { Change } from "@/lib/core/diff/change";
import type { Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { encodeReviewIndex, fileOf, rowCount } from "@/lib/core/review/review-index";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { createByteCache } from "../byte-cache";
import { openSnapshot, type StoredSnapshot } from "../read-snapshot";
import { openPatch } from "./open-patch";
import { contextAround, type Layout, readPieceRows } from "./piece-rows";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore };

/** A snapshot that was found, and the blob that names its content. */
export type OpenReview = { readonly indexBlob: Digest; readonly snapshot: StoredSnapshot };

/** What the review page reads of snapshots. Since a snapshot never changes, what was found once stays known. */
export type ReviewReader = {
  readonly open: (upgradeId: string, number: number) => Promise<Result<OpenReview, Refusal>>;
  /** The columns of a snapshot as they are sent. */
  readonly readIndex: (review: OpenReview) => Promise<Uint8Array>;
  readonly readRows: (review: OpenReview, pieces: readonly Piece[], layout: Layout) => Promise<Result<RowsAnswer, Refusal>>;
};

const MEGABYTE = 1_048_576;
const SNAPSHOTS_KNOWN = 1_000;
const INDEX_BYTES = 32 * MEGABYTE;
const ROW_BYTES = 32 * MEGABYTE;

/** Makes the reader with its caches; one for a process. */
export function createReviewReader({ log, blobs }: Deps): ReviewReader {
  const known = createByteCache<Digest | null>(SNAPSHOTS_KNOWN, (blob) => (blob === null ? Number.POSITIVE_INFINITY : 1));
  const indexes = createByteCache<Uint8Array>(INDEX_BYTES, ({ length }) => length);
  const rows = createByteCache<Result<readonly Row[], Refusal>>(ROW_BYTES, weighRows);

  async function findIndexBlob(upgradeId: string, number: number): Promise<Digest | null> {
    const snapshot = foldRecords(await log.read(upgradeId))?.snapshots.find((candidate) => candidate.number === number);
    return snapshot?.indexBlob ?? null;
  }

  return {
    open: async (upgradeId, number) => {
      const indexBlob = await known.get(`${upgradeId}/${number}`, () => findIndexBlob(upgradeId, number));
      if (indexBlob === null) return refuse("not-found", `This upgrade has no snapshot ${number}.`);
      return ok({ indexBlob, snapshot: await openSnapshot(blobs, indexBlob) });
    },
    readIndex: ({ indexBlob, snapshot }) => indexes.get(indexBlob, async () => encodeReviewIndex(snapshot.review)),
    readRows: async ({ indexBlob, snapshot }, pieces, layout) => {
      const answered: { piece: Piece; rows: readonly Row[] }[] = [];
      const details = new Map<number, HunkDetail>();
      for (const piece of pieces) {
        const { hunk, before, after, from, to } = piece;
        const key = [indexBlob, layout, hunk, before, after, from, to].join("/");
        const found = await rows.get(key, () => readPiece(snapshot, piece, layout));
        if (!found.ok) return found;
        answered.push({ piece, rows: found.value });
        if (!details.has(hunk)) details.set(hunk, toDetail(snapshot, hunk));
      }
      return ok({ pieces: answered, hunks: [...details.values()] });
    },
  };
}

async function readPiece({ review, readPatch }: StoredSnapshot, piece: Piece, layout: Layout): Promise<Result<readonly Row[], Refusal>> {
  if (piece.hunk >= review.hunks.count) return refuse("not-found", `This snapshot has no hunk ${piece.hunk}.`);
  const count = rowCount(review, piece.hunk, piece, layout);
  if (piece.from > piece.to || piece.to > count)
    return refuse("bad-input", `Hunk ${piece.hunk} has ${count} rows; rows ${piece.from} to ${piece.to} were asked for.`);
  if (piece.from === piece.to) return ok([]);
  const file = fileOf(review, piece.hunk);
  const patch = await readPatch(file);
  const open = patch && openPatch(patch);
  const block = open?.blocks[piece.hunk - (review.files.firstHunk[file] ?? 0)];
  if (!open || !block) return refuse("bad-input", `Hunk ${piece.hunk} has no lines.`);
  const { before, after } = contextAround(open, block);
  if (piece.before > before || piece.after > after)
    return refuse(
      "bad-input",
      `Hunk ${piece.hunk} has ${before} unchanged lines before it and ${after} after it; ${piece.before} and ${piece.after} were asked for.`,
    );
  return ok(readPieceRows(open, block, piece, layout));
}

function toDetail(snapshot: StoredSnapshot, hunk: number): HunkDetail {
  const found = snapshot.hunk(hunk);
  const change = snapshot.change(fileOf(snapshot.review, hunk));
  const { oldMode, newMode, oldOid, newOid } = change;
  return { ...found, hunk, blobs: hasMoreThanLines(change, found) ? { oldMode, newMode, oldOid, newOid } : null };
}

function hasMoreThanLines({ kind, oldMode, newMode }: Change, { oldLines, newLines }: Pick<HunkDetail, "oldLines" | "newLines">): boolean {
  return oldLines + newLines === 0 || (kind !== "added" && kind !== "deleted" && oldMode !== newMode);
}

/** Bytes of a line in memory, its text aside. */
const LINE_WEIGHT = 160;

function weighRows(found: Result<readonly Row[], Refusal>): number {
  // A refusal is not worth keeping.
  if (!found.ok) return Number.POSITIVE_INFINITY;
  return found.value.reduce((sum, row) => sum + linesOf(row).reduce((inner, [, , , text]) => inner + LINE_WEIGHT + 2 * text.length, 0), LINE_WEIGHT);
}

function linesOf(row: Row): readonly RowLine[] {
  return typeof row[0] === "number" ? [row as RowLine] : (row as readonly (RowLine | null)[]).filter((line) => line !== null);
}
