import { memo } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { LOOK } from "./row-look";

export type BareRowsProps = {
  /** Null where this side has nothing. */
  rows: readonly (RowLine | null)[];
  label: string;
  top: number;
};

/** Rows that pass by faster than anybody reads: text and colour alone, in the places they have when the page rests. */
export const BareRows = memo(function BareRows({ rows, label, top }: BareRowsProps) {
  return (
    <table className="diff diff-bare" aria-label={label} style={{ top }}>
      <tbody>
        {rows.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order, and a side may have nothing
          <tr key={position} className={line === null ? "diff-none" : LOOK[line[0]].className}>
            <td className="x">{line?.[3]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});
