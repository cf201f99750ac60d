import type { LineColours } from "@/lib/browser/syntax/syntax-store";
import type { Row, RowLine } from "@/lib/contract/review-api";
import type { FoundInLine } from "./line-text";

/** The class and the sign of a line by its kind: edge and sign say what the colour says. */
export const LOOK = [
  { className: "ctx", sign: "" },
  { className: "add", sign: "+" },
  { className: "del", sign: "−" },
] as const;

/** What rows are drawn with beside their text. */
export type RowDecoration = {
  readonly colours?: LineColours | undefined;
  /** Where a text that is looked for stands in a line. */
  readonly findIn?: ((line: RowLine) => FoundInLine | undefined) | undefined;
};

/** A line that an address names: its number after the change, or before it. */
export type LineTarget = { readonly side: "old" | "new"; readonly line: number };

export function isTarget([, oldLine, newLine]: RowLine, target: LineTarget | undefined): boolean {
  if (target === undefined) return false;
  return (target.side === "new" ? newLine : oldLine) === target.line;
}

/** Whether a row has old beside new. */
export function isSplit(row: Row): row is readonly [RowLine | null, RowLine | null] & Row {
  return typeof row[0] !== "number";
}

/** Which column of a diff: the only one, or one of two. */
export type PaneSide = "both" | "old" | "new";

/** The lines of the only column. */
export function wholeLines(rows: readonly Row[]): readonly RowLine[] {
  return rows.flatMap((row) => (isSplit(row) ? [] : [row]));
}

/** The lines of one column of two; null where that side has nothing. */
export function halfLines(rows: readonly Row[], side: "old" | "new"): readonly (RowLine | null)[] {
  return rows.map((row) => (isSplit(row) ? row[side === "old" ? 0 : 1] : row));
}
