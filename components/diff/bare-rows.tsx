import { memo } from "react";
import type { RowLine } from "@/lib/contract/review-api";

export type BareRowsProps = {
  /** Null where this side has nothing. */
  rows: readonly (RowLine | null)[];
  top: number;
};

/** Behind a line, by its kind. */
const GROUNDS = ["transparent", "var(--add)", "var(--del)"] as const;

/**
 * Rows that pass by faster than anybody reads: text and colour alone, in the places they have when the page rests. One
 * text for all of them, since a browser lays that out in a fraction of the time that rows of a table take.
 */
export const BareRows = memo(function BareRows({ rows, top }: BareRowsProps) {
  return (
    <pre className="diff diff-bare" style={{ top, height: `calc(var(--lh-code) * ${rows.length})`, backgroundImage: groundOf(rows) }}>
      {rows.map((line) => line?.[3] ?? "").join("\n")}
    </pre>
  );
});

function groundOf(rows: BareRowsProps["rows"]): string | undefined {
  const stops: string[] = [];
  for (let from = 0; from < rows.length; ) {
    const ground = groundOfLine(rows[from]);
    let to = from + 1;
    while (to < rows.length && groundOfLine(rows[to]) === ground) to += 1;
    stops.push(`${ground} calc(var(--lh-code) * ${from}) calc(var(--lh-code) * ${to})`);
    from = to;
  }
  return stops.some((stop) => !stop.startsWith(GROUNDS[0])) ? `linear-gradient(${stops.join(", ")})` : undefined;
}

function groundOfLine(line: RowLine | null | undefined): string {
  return line ? GROUNDS[line[0]] : "var(--gap)";
}
