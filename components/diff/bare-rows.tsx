import { memo } from "react";
import type { RowLine } from "@/lib/contract/review-api";

export type BareRowsProps = {
  /** Null where this side has nothing. */
  rows: readonly (RowLine | null)[];
  top: number;
  /** Of one row, in pixels. */
  rowHeight: number;
  /** The half of the width they take; all of it when there is none. */
  side?: "old" | "new";
};

/** Behind a line, by its kind. */
const GROUNDS = ["transparent", "var(--add)", "var(--del)"] as const;

/**
 * Rows that pass by faster than anybody reads: text and colour alone, in the places they have when the page rests. One
 * text for all of them, since a browser lays that out in a fraction of the time that rows of a table take.
 */
export const BareRows = memo(function BareRows({ rows, top, rowHeight, side }: BareRowsProps) {
  return (
    <pre
      className={side ? `diff-bare diff-bare-${side}` : "diff-bare"}
      style={{ top, height: rows.length * rowHeight, backgroundImage: groundOf(rows, rowHeight) }}
    >
      {rows.some(Boolean) && rows.map((line) => line?.[3] ?? "").join("\n")}
    </pre>
  );
});

function groundOf(rows: BareRowsProps["rows"], rowHeight: number): string | undefined {
  const stops: string[] = [];
  for (let from = 0; from < rows.length; ) {
    const ground = groundOfLine(rows[from]);
    let to = from + 1;
    while (to < rows.length && groundOfLine(rows[to]) === ground) to += 1;
    stops.push(`${ground} ${from * rowHeight}px ${to * rowHeight}px`);
    from = to;
  }
  return stops.some((stop) => !stop.startsWith(GROUNDS[0])) ? `linear-gradient(${stops.join(", ")})` : undefined;
}

function groundOfLine(line: RowLine | null | undefined): string {
  return line ? GROUNDS[line[0]] : "var(--gap)";
}
