import { memo } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { LineText, type LineTextProps } from "./line-text";
import { isTarget, LOOK, type LineTarget, type RowDecoration } from "./row-look";

export type SideRowsProps = {
  side: "old" | "new";
  /** Null where this side has nothing. */
  rows: readonly (RowLine | null)[];
  label: string;
  top: number;
  target?: LineTarget | undefined;
  onUnfold?: LineTextProps["onUnfold"];
} & RowDecoration;

/** One side of a piece of a diff; every row has the height of its partner, since all have the same. */
export const SideRows = memo(function SideRows({ side, rows, label, top, ...rest }: SideRowsProps) {
  return (
    <table className="diff" aria-label={`${label}, ${side === "old" ? "before" : "after"}`} style={{ top }}>
      <colgroup>
        <col className="diff-col-n" />
        <col className="diff-col-s" />
        <col />
      </colgroup>
      <tbody>
        {rows.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order, and a side may have nothing
          <SideRow key={position} side={side} line={line} {...rest} />
        ))}
      </tbody>
    </table>
  );
});

function SideRow({ side, line, target, colours, findIn, onUnfold }: Omit<SideRowsProps, "rows" | "label" | "top"> & { line: RowLine | null }) {
  if (line === null) {
    return (
      <tr className="diff-none">
        <td colSpan={3} />
      </tr>
    );
  }
  const { className, sign } = LOOK[line[0]];
  const isHere = target?.side === side && isTarget(line, target);
  return (
    <tr className={className} aria-current={isHere ? "true" : undefined}>
      <td className="n">{side === "old" ? line[1] : line[2]}</td>
      <td className="s">{sign}</td>
      <td className="x">
        <LineText line={line} tokens={colours?.get(line)} found={findIn?.(line)} onUnfold={onUnfold} />
      </td>
    </tr>
  );
}
