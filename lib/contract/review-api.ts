import { z } from "zod";
import { placementSchema } from "@/lib/core/classify/category";
import { classificationSchema } from "@/lib/core/classify/classification";
import { changeKindSchema, hunkSchema } from "@/lib/core/diff/change";
import { digestSchema } from "@/lib/core/digest";

/*
 * What the review page reads of a snapshot, all of it under `/api/upgrades/{id}/snapshots/{number}` and, since a
 * snapshot never changes, for ever:
 *
 * - `/index`: `encodeReviewIndex`, bytes
 * - `/rows?layout=unified|split&want=…`: `rowsAnswerSchema`; `want` names up to 24 pieces, see `toWant`
 * - `/lines?file=N&from=A&to=B`: `linesAnswerSchema`, unchanged lines to expand
 * - `/text?file=N&side=old|new&line=L&from=A`: `lineTextSchema`, a folded line; without `from` where it begins to differ
 * - `/find?bucket=…&q=…`: `findAnswerSchema`
 * - `/differences?bucket=…&since=SEQ` or `&from=NUMBER`: `differencesAnswerSchema`
 * - `/moves`: `movesAnswerSchema`
 * - `/files/{N}/old` and `/files/{N}/new`: an image of at most 10 MB, for looking at it
 */

/** A piece of the diff: rows `from` up to `to` of one hunk shown with so much context. */
export const pieceSchema = z
  .object({
    /** Index of the hunk in the snapshot. */
    hunk: z.int().min(0),
    before: z.int().min(0).max(3),
    after: z.int().min(0).max(3),
    from: z.int().min(0),
    to: z.int().min(0),
  })
  .readonly();
export type Piece = z.infer<typeof pieceSchema>;
export const PIECES_A_REQUEST = 24;
/** Rows a piece may have. */
export const ROWS_A_PIECE = 200;

/** Pieces as the `want` of an address: `hunk.before.after.from.to`, with commas between. */
export function toWant(pieces: readonly Piece[]): string {
  return pieces.map(({ hunk, before, after, from, to }) => [hunk, before, after, from, to].join(".")).join(",");
}

/** Reads a `want`; null when it is none, names too many pieces, or one has more than `ROWS_A_PIECE` rows. */
export function parseWant(want: string): readonly Piece[] | null {
  const parts = want.split(",");
  if (parts.length > PIECES_A_REQUEST) return null;
  const pieces = parts.map((part) => {
    if (!/^\d{1,9}(\.\d{1,9}){4}$/.test(part)) return null;
    const [hunk, before, after, from, to] = part.split(".").map(Number);
    const { data } = pieceSchema.safeParse({ hunk, before, after, from, to });
    return data && data.from <= data.to && data.to - data.from <= ROWS_A_PIECE ? data : null;
  });
  return pieces.every((piece) => piece !== null) ? pieces : null;
}

/**
 * A line: kind (0 unchanged, 1 added, 2 removed), its number before and after the change (0 where it has none),
 * its text with every character visible, half-open ranges of characters that differ from its partner, how many
 * characters were folded away behind the text, and whether the file ends after it without a newline.
 */
export type RowLine = [kind: 0 | 1 | 2, oldLine: number, newLine: number, text: string, marks: readonly number[], folded: number, isWithoutNewline: boolean];
/** Checked by hand: a page that is scrolled fast reads thousands of them a second. */
export const rowLineSchema = z.custom<RowLine>(isRowLine, "expected a line of a diff");

/** Unified: one line a row. Split: left and right, null where a side has nothing; an unchanged line stands on both. */
export type Row = RowLine | [RowLine | null, RowLine | null];
export const rowSchema = z.custom<Row>(
  (value) => isRowLine(value) || (Array.isArray(value) && value.length === 2 && value.every((side) => side === null || isRowLine(side))),
  "expected a row of a diff",
);

function isRowLine(value: unknown): value is RowLine {
  if (!Array.isArray(value) || value.length !== 7) return false;
  const [kind, oldLine, newLine, text, marks, folded, isWithoutNewline] = value as readonly unknown[];
  return (
    (kind === 0 || kind === 1 || kind === 2) &&
    Number.isSafeInteger(oldLine) &&
    Number.isSafeInteger(newLine) &&
    typeof text === "string" &&
    Array.isArray(marks) &&
    marks.every(Number.isSafeInteger) &&
    Number.isSafeInteger(folded) &&
    typeof isWithoutNewline === "boolean"
  );
}

/** Git's modes and blob ids of a change, as `Change` has them. */
const blobsSchema = z.object({ oldMode: z.string(), newMode: z.string(), oldOid: z.string(), newOid: z.string() }).readonly();

/** What is said about a hunk. */
export const hunkDetailSchema = hunkSchema
  .unwrap()
  .extend(classificationSchema.unwrap().shape)
  .extend({
    hunk: z.int(),
    /** Where its file changed in more than lines: another mode or type, or nothing that has lines. Null elsewhere. */
    blobs: blobsSchema.nullable(),
    /** Beside which line of the longer side each line of the shorter side stands; null where they stand in order. */
    partners: z.array(z.int().min(0)).readonly().nullable(),
  })
  .readonly();
export type HunkDetail = z.infer<typeof hunkDetailSchema>;

export const rowsAnswerSchema = z
  .object({
    /** In the order that was asked for. */
    pieces: z.array(z.object({ piece: pieceSchema, rows: z.array(rowSchema).readonly() }).readonly()).readonly(),
    /** Of every hunk that is named in a piece. */
    hunks: z.array(hunkDetailSchema).readonly(),
  })
  .readonly();
export type RowsAnswer = z.infer<typeof rowsAnswerSchema>;

/** Unchanged lines, by their numbers after the change. `end`: the file ends with them. */
export const linesAnswerSchema = z.object({ lines: z.array(rowLineSchema).readonly(), end: z.boolean() }).readonly();
export type LinesAnswer = z.infer<typeof linesAnswerSchema>;

/** Some of a long line: its characters from `from` on, out of `total`. */
export const lineTextSchema = z
  .object({
    text: z.string(),
    from: z.int().min(0),
    total: z.int().min(0),
    /** What is not as in the line beside it; null where there is none, or where they are the same. */
    differs: z
      .object({ from: z.int().min(0), to: z.int().min(0) })
      .readonly()
      .nullable(),
  })
  .readonly();
export type LineText = z.infer<typeof lineTextSchema>;

/** Where a text stands in the changed lines of a bucket, or in its paths. */
export const findAnswerSchema = z
  .object({
    /** Of all, also beyond those listed. */
    total: z.int(),
    files: z.int(),
    /**
     * In the order of the page, at most 1,000. `side`: which line numbers `line` counts; line 0 is the path, named by the
     * file's first hunk in the bucket. `from` and `to` count characters of the whole line, as it is shown unfolded; `folded`:
     * they are, or end, in the part of a long line that is folded away.
     */
    hits: z
      .array(z.object({ hunk: z.int(), side: z.enum(["old", "new"]), line: z.int(), from: z.int(), to: z.int(), folded: z.boolean() }).readonly())
      .readonly(),
  })
  .readonly();
export type FindAnswer = z.infer<typeof findAnswerSchema>;

/** Lines that stand in another hunk now: how many, and the number of the first, before the change and after it. At most 500. */
export const movesAnswerSchema = z
  .object({
    moves: z.array(z.object({ from: z.int(), fromLine: z.int(), to: z.int(), toLine: z.int(), lines: z.int() }).readonly()).readonly(),
  })
  .readonly();

/** A hunk as a difference names it: in its snapshot, by its index there. */
const placeSchema = z.object({ snapshot: z.int(), hunk: z.int(), id: digestSchema, path: z.string() }).readonly();
/** In what a bucket differs from what was signed, or from another snapshot. */
export const differencesAnswerSchema = z
  .object({
    counts: z.object({ new: z.int(), changed: z.int(), vanished: z.int() }).readonly(),
    /** In file order, at most 500. */
    differences: z
      .array(
        z.object({
          kind: z.enum(["new", "changed", "vanished"]),
          now: placeSchema.nullable(),
          was: placeSchema.nullable(),
          /** Where a new one was before, or a vanished one is now: another bucket. */
          elsewhere: z.string().nullable(),
        }),
      )
      .readonly(),
  })
  .readonly();
export type DifferencesAnswer = z.infer<typeof differencesAnswerSchema>;

/** One file at the top of a bucket. */
export const firstFileSchema = z
  .object({
    /** Index of the file in the snapshot. */
    file: z.int(),
    path: z.string(),
    /** Null where it is the same. */
    oldPath: z.string().nullable(),
    kind: changeKindSchema,
    binary: z.boolean(),
    additions: z.int(),
    deletions: z.int(),
    /** Its hunks in the bucket, with the context each is shown with. */
    hunks: z.array(z.object({ hunk: z.int(), before: z.int(), after: z.int(), hiddenBefore: z.int(), rows: z.int() }).readonly()).readonly(),
  })
  .readonly();

/** The top of a bucket, for drawing it before the index is there. */
export const firstRowsSchema = z.object({ files: z.array(firstFileSchema).readonly(), rows: rowsAnswerSchema }).readonly();
export type FirstRows = z.infer<typeof firstRowsSchema>;

/**
 * `/api/upgrades/{id}/coming?bucket=…&seen=N`: how far the snapshot is that is being taken. The answer is held back
 * while no more than `seen` files of it are sorted.
 */
export const comingAnswerSchema = z
  .object({
    /** Null while none is being sorted. */
    coming: z
      .object({
        jobId: z.string(),
        /** How many git told of until now, and how many of them are sorted. */
        files: z.object({ sorted: z.int(), listed: z.int() }).readonly(),
        /** Sorted into each bucket. */
        hunks: z.record(placementSchema, z.int()).readonly(),
        /** The top of the bucket, as far as it is known. */
        first: firstRowsSchema.nullable(),
      })
      .readonly()
      .nullable(),
  })
  .readonly();
export type ComingAnswer = z.infer<typeof comingAnswerSchema>;
