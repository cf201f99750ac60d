import type { HunkDetail, Piece, Row, RowLine, RowsAnswer } from "@/lib/contract/review-api";
import type { Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { fileOf, rowCount } from "@/lib/core/review/review-index";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { type OpenPatch, openPatch } from "./open-patch";
import { contextAround, type Layout, readPieceRows } from "./piece-rows";
import { openReviewSource, type ReviewSource } from "./review-source";
import { createWeighedCache } from "./weighed-cache";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore };

/** A snapshot that was found, and the blob that names its content. */
export type OpenReview = { readonly key: Digest; readonly source: ReviewSource };

/** What the review page reads of snapshots. Since a snapshot never changes, what was found once stays known. */
export type ReviewReader = {
  readonly open: (upgradeId: string, number: number) => Promise<Result<OpenReview, Refusal>>;
  /** A file's patch, ready to be read; null when git printed none. */
  readonly openFile: (review: OpenReview, file: number) => Promise<OpenPatch | null>;
  readonly readRows: (review: OpenReview, pieces: readonly Piece[], layout: Layout) => Promise<Result<RowsAnswer, Refusal>>;
};

const MEGABYTE = 1_048_576;
const SNAPSHOTS_KNOWN = 1_000;
const SOURCES_BYTES = 64 * MEGABYTE;
const PATCH_BYTES = 48 * MEGABYTE;
const ROW_BYTES = 32 * MEGABYTE;

/** Makes the reader with its caches; one for a process. */
export function createReviewReader({ log, blobs }: Deps): ReviewReader {
  const known = createWeighedCache<Digest | null>(SNAPSHOTS_KNOWN, (blob) => (blob === null ? Number.POSITIVE_INFINITY : 1));
  const sources = createWeighedCache<ReviewSource>(SOURCES_BYTES, ({ bytes }) => bytes.length * 2);
  const patches = createWeighedCache<OpenPatch | null>(PATCH_BYTES, (patch) => patch?.size ?? 1);
  const rows = createWeighedCache<Result<readonly Row[], Refusal>>(ROW_BYTES, weighRows);

  async function findIndexBlob(upgradeId: string, number: number): Promise<Digest | null> {
    const snapshot = foldRecords(await log.read(upgradeId))?.snapshots.find((candidate) => candidate.number === number);
    return snapshot?.indexBlob ?? null;
  }

  const openFile: ReviewReader["openFile"] = ({ key, source }, file) =>
    patches.get(`${key}/${file}`, async () => {
      const patch = await source.readPatch(file);
      return patch === null ? null : openPatch(patch);
    });

  async function readPiece(review: OpenReview, piece: Piece, layout: Layout): Promise<Result<readonly Row[], Refusal>> {
    const { index } = review.source;
    if (piece.hunk >= index.hunks.count) return refuse("not-found", `This snapshot has no hunk ${piece.hunk}.`);
    const count = rowCount(index, piece.hunk, piece, layout);
    if (piece.from > piece.to || piece.to > count)
      return refuse("bad-input", `Hunk ${piece.hunk} has ${count} rows; rows ${piece.from} to ${piece.to} were asked for.`);
    const file = fileOf(index, piece.hunk);
    const open = piece.from === piece.to ? null : await openFile(review, file);
    const block = open?.blocks[piece.hunk - (index.files.firstHunk[file] ?? 0)];
    if (!open || !block) return ok([]);
    const { before, after } = contextAround(open, block);
    if (piece.before > before || piece.after > after)
      return refuse(
        "bad-input",
        `Hunk ${piece.hunk} has ${before} unchanged lines before it and ${after} after it; ${piece.before} and ${piece.after} were asked for.`,
      );
    return ok(readPieceRows(open, block, piece, layout));
  }

  return {
    openFile,
    open: async (upgradeId, number) => {
      const key = await known.get(`${upgradeId}/${number}`, () => findIndexBlob(upgradeId, number));
      if (key === null) return refuse("not-found", `This upgrade has no snapshot ${number}.`);
      return ok({ key, source: await sources.get(key, () => openReviewSource(blobs, key)) });
    },
    readRows: async (review, pieces, layout) => {
      const answered: { piece: Piece; rows: readonly Row[] }[] = [];
      const details = new Map<number, HunkDetail>();
      for (const piece of pieces) {
        const { hunk, before, after, from, to } = piece;
        const key = [review.key, layout, hunk, before, after, from, to].join("/");
        const found = await rows.get(key, () => readPiece(review, piece, layout));
        if (!found.ok) return found;
        answered.push({ piece, rows: found.value });
        if (!details.has(hunk)) details.set(hunk, await review.source.readDetail(hunk));
      }
      return ok({ pieces: answered, hunks: [...details.values()] });
    },
  };
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
