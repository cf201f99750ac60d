import { memo } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { LineText, type LineTextProps } from "./line-text";
import { isTarget, LOOK, type LineTarget, type RowDecoration } from "./row-look";

export type UnifiedRowsProps = {
  rows: readonly RowLine[];
  /** What the lines are, for the screen reader. */
  label: string;
  /** Among other pieces; where it stands by itself there is none. */
  top?: number;
  target?: LineTarget | undefined;
  onUnfold?: LineTextProps["onUnfold"];
} & RowDecoration;

/** A piece of a diff with old above new; every row has the same height. */
export const UnifiedRows = memo(function UnifiedRows({ rows, label, top, target, colours, findIn, onUnfold }: UnifiedRowsProps) {
  return (
    <table className="diff" aria-label={label} style={top === undefined ? undefined : { top }}>
      <colgroup>
        <col className="diff-col-n" />
        <col className="diff-col-n" />
        <col className="diff-col-s" />
        <col />
      </colgroup>
      <tbody>
        {rows.map((line) => {
          const [kind, oldLine, newLine] = line;
          const { className, sign } = LOOK[kind];
          return (
            <tr key={`${oldLine}:${newLine}`} className={className} aria-current={isTarget(line, target) ? "true" : undefined}>
              <td className="n">{oldLine || null}</td>
              <td className="n">{newLine || null}</td>
              <td className="s">{sign}</td>
              <td className="x">
                <LineText line={line} tokens={colours?.get(line)} found={findIn?.(line)} onUnfold={onUnfold} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
});
