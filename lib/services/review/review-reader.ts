import type { HunkDetail, LinesAnswer, LineText, Piece, Row, RowLine, RowsAnswer } from "@/lib/contract/review-api";
import type { Change } from "@/lib/core/diff/change";
import type { Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import type { Move } from "@/lib/core/review/find-moves";
import { encodeReviewIndex, fileOf, rowCount } from "@/lib/core/review/review-index";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Agent } from "@/lib/ports/agent";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "../fold-upgrade";
import { createByteCache } from "../byte-cache";
import { openSnapshot, type StoredSnapshot } from "../read-snapshot";
import { createFileContent } from "./file-content";
import { listMoves } from "./list-moves";
import { openPatch } from "./open-patch";
import { contextAround, type Layout, type PieceRows, readPieceRows, textBeside } from "./piece-rows";
import { type LineRange, lineOfContent, linesOfContent, linesOfPatch, offsetOf } from "./read-lines";
import { findInPatch, type LineOfFile, windowOf } from "./read-text";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore; readonly agent: Pick<Agent, "readBlob"> };

/** What is known of a snapshot once its upgrade's records were read. */
type SnapshotPlace = {
  readonly indexBlob: Digest;
  readonly appId: string;
  /** The trees that were compared. */
  readonly oldTree: string;
  readonly newTree: string;
};

/** A snapshot that was found. */
export type OpenReview = SnapshotPlace & { readonly snapshot: StoredSnapshot };

export type Side = "old" | "new";

/** What the review page reads of snapshots. Since a snapshot never changes, what was found once stays known. */
export type ReviewReader = {
  readonly open: (upgradeId: string, number: number) => Promise<Result<OpenReview, Refusal>>;
  /** The columns of a snapshot as they are sent. */
  readonly readIndex: (review: OpenReview) => Promise<Uint8Array>;
  readonly readRows: (review: OpenReview, pieces: readonly Piece[], layout: Layout) => Promise<Result<RowsAnswer, Refusal>>;
  /** Unchanged lines of a file. */
  readonly readLines: (review: OpenReview, file: number, range: LineRange) => Promise<Result<LinesAnswer, Refusal>>;
  /** Some of a line, from a character on; from where it differs from the line beside it when none is named. */
  readonly readText: (review: OpenReview, file: number, line: LineOfFile, from: number | null) => Promise<Result<LineText, Refusal>>;
  /** Blocks of lines that moved from one hunk to another. */
  readonly readMoves: (review: OpenReview) => Promise<readonly Move[]>;
  /** A file before or after the change, byte for byte. */
  readonly readFile: (review: OpenReview, file: number, side: Side) => Promise<Result<Uint8Array, Refusal>>;
};

/** Patches of these hold the whole file, see decision 3. */
const WHOLE_FILE = /\.exs?$/;
const REGULAR_FILE = /^100/;
const MEGABYTE = 1_048_576;
const SNAPSHOTS_KNOWN = 1_000;
const INDEX_BYTES = 32 * MEGABYTE;
const ROW_BYTES = 32 * MEGABYTE;
const MOVES_KNOWN = 20_000;

/** Makes the reader with its caches; one for a process. */
export function createReviewReader({ log, blobs, agent }: Deps): ReviewReader {
  const known = createByteCache<SnapshotPlace | null>(SNAPSHOTS_KNOWN, (place) => (place === null ? Number.POSITIVE_INFINITY : 1));
  const content = createFileContent(agent);
  const indexes = createByteCache<Uint8Array>(INDEX_BYTES, ({ length }) => length);
  const moves = createByteCache<readonly Move[]>(MOVES_KNOWN, ({ length }) => 1 + length);
  const rows = createByteCache<Result<PieceRows, Refusal>>(ROW_BYTES, weighRows);

  async function findPlace(upgradeId: string, number: number): Promise<SnapshotPlace | null> {
    const { upgrade } = await foldUpgrade(log, upgradeId);
    const snapshot = upgrade?.snapshots.find((candidate) => candidate.number === number);
    const action = upgrade?.attempts.find(({ job }) => job.jobId === snapshot?.jobId)?.job.action;
    if (!upgrade || !snapshot || action?.type !== "snapshot") return null;
    return { indexBlob: snapshot.indexBlob, appId: upgrade.app.id, oldTree: action.anchorTree, newTree: snapshot.treeId };
  }

  const readFile: ReviewReader["readFile"] = async ({ snapshot, appId, oldTree, newTree }, file, side) => {
    if (file >= snapshot.review.files.count) return refuse("not-found", `This snapshot has no file ${file}.`);
    const { oldMode, newMode, oldOid, newOid, path } = snapshot.change(file);
    const [mode, oid, treeId] = side === "old" ? [oldMode, oldOid, oldTree] : [newMode, newOid, newTree];
    if (!REGULAR_FILE.test(mode)) return refuse("not-found", `${path} is no file ${side === "old" ? "before" : "after"} the change.`);
    return content.read({ appId, treeId, oid });
  };

  return {
    open: async (upgradeId, number) => {
      const place = await known.get(`${upgradeId}/${number}`, () => findPlace(upgradeId, number));
      if (place === null) return refuse("not-found", `This upgrade has no snapshot ${number}.`);
      return ok({ ...place, snapshot: await openSnapshot(blobs, place.indexBlob) });
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
        answered.push({ piece, rows: found.value.rows });
        if (!details.has(hunk)) details.set(hunk, toDetail(snapshot, hunk, found.value.partners));
      }
      return ok({ pieces: answered, hunks: [...details.values()] });
    },
    readMoves: ({ indexBlob, snapshot }) => moves.get(indexBlob, () => listMoves(snapshot)),
    readFile,
    readText: async (review, file, line, from) => {
      const { review: index, change, readPatch } = review.snapshot;
      if (file >= index.files.count) return refuse("not-found", `This snapshot has no file ${file}.`);
      const patch = await readPatch(file);
      const open = patch && openPatch(patch);
      if (!open || open.patch.binary) return refuse("not-found", `${change(file).path} has no lines to show.`);
      const at = findInPatch(open, line);
      if (at !== null) return ok(windowOf(open.textAt(at), textBeside(open, at), from));
      const bytes = await readFile(review, file, line.side);
      if (!bytes.ok) return bytes;
      const text = lineOfContent(bytes.value, line.line, open.isCrlf);
      return text === null ? refuse("not-found", `${change(file).path} has no line ${line.line}.`) : ok(windowOf(text, null, from));
    },
    readLines: async (review, file, range) => {
      const { review: index, change, readPatch } = review.snapshot;
      if (file >= index.files.count) return refuse("not-found", `This snapshot has no file ${file}.`);
      const offset = offsetOf(index, file, range);
      if (!offset.ok) return offset;
      const patch = await readPatch(file);
      const open = patch && openPatch(patch);
      if (!open || open.patch.binary) return refuse("not-found", `${change(file).path} has no lines to show.`);
      if (WHOLE_FILE.test(change(file).path)) return ok(linesOfPatch(open, range, offset.value));
      const bytes = await readFile(review, file, "new");
      return bytes.ok ? ok(linesOfContent(bytes.value, range, offset.value, open.isCrlf)) : bytes;
    },
  };
}

async function readPiece({ review, readPatch }: StoredSnapshot, piece: Piece, layout: Layout): Promise<Result<PieceRows, Refusal>> {
  if (piece.hunk >= review.hunks.count) return refuse("not-found", `This snapshot has no hunk ${piece.hunk}.`);
  const count = rowCount(review, piece.hunk, piece, layout);
  if (piece.from > piece.to || piece.to > count)
    return refuse("bad-input", `Hunk ${piece.hunk} has ${count} rows; rows ${piece.from} to ${piece.to} were asked for.`);
  if (piece.from === piece.to) return ok({ rows: [], partners: null });
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

function toDetail(snapshot: StoredSnapshot, hunk: number, partners: PieceRows["partners"]): HunkDetail {
  const found = snapshot.hunk(hunk);
  const change = snapshot.change(fileOf(snapshot.review, hunk));
  const { oldMode, newMode, oldOid, newOid } = change;
  return { ...found, hunk, blobs: hasMoreThanLines(change, found) ? { oldMode, newMode, oldOid, newOid } : null, partners };
}

function hasMoreThanLines({ kind, oldMode, newMode }: Change, { oldLines, newLines }: Pick<HunkDetail, "oldLines" | "newLines">): boolean {
  return oldLines + newLines === 0 || (kind !== "added" && kind !== "deleted" && oldMode !== newMode);
}

/** Bytes of a line in memory, its text aside. */
const LINE_WEIGHT = 160;

function weighRows(found: Result<PieceRows, Refusal>): number {
  // A refusal is not worth keeping.
  if (!found.ok) return Number.POSITIVE_INFINITY;
  return found.value.rows.reduce((sum, row) => sum + linesOf(row).reduce((inner, [, , , text]) => inner + LINE_WEIGHT + 2 * text.length, 0), LINE_WEIGHT);
}

function linesOf(row: Row): readonly RowLine[] {
  return typeof row[0] === "number" ? [row as RowLine] : (row as readonly (RowLine | null)[]).filter((line) => line !== null);
}
