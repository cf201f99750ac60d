import type { ShownLine } from "@/lib/core/review/view-shown-lines";

/** A stretch of a line; marked where words differ from the line it replaces. */
export type LinePart = { readonly text: string; readonly marked: boolean };

/** A line as it is drawn: folded when it is very long. */
export type DiffLine = { readonly line: ShownLine; readonly parts: readonly LinePart[] };

/** One row of a table with two sides; null where a side has nothing. */
export type SplitRow = { readonly left: DiffLine | null; readonly right: DiffLine | null };
