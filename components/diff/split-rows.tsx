import { useMemo } from "react";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import type { DiffLine } from "./diff-rows";
import { LineText } from "./line-text";
import { readSplitRows } from "./read-diff-rows";
import { ROW_LOOK } from "./row-look";

/** A piece of a diff with old beside new: one table, so that a wrapped line keeps its partner beside it. */
export function SplitRows({ lines, label }: { lines: readonly ShownLine[]; label: string }) {
  const rows = useMemo(() => readSplitRows(lines), [lines]);
  return (
    <table className="diff diff-split" aria-label={label}>
      <colgroup>
        <col className="diff-col-n" />
        <col className="diff-col-s" />
        <col />
        <col className="diff-col-n" />
        <col className="diff-col-s" />
        <col />
      </colgroup>
      <tbody>
        {rows.map(({ left, right }, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order, and a side may be empty
          <tr key={position}>
            <Side shown={left} number={left?.line.oldLine} />
            <Side shown={right} number={right?.line.newLine} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ shown, number }: { shown: DiffLine | null; number: number | null | undefined }) {
  if (shown === null) return <td className="diff-none" colSpan={3} />;
  const { className, sign } = ROW_LOOK[shown.line.kind];
  return (
    <>
      <td className={`n ${className}`}>{number}</td>
      <td className={`s ${className}`}>{sign}</td>
      <td className={`x ${className}`}>
        <LineText shown={shown} />
      </td>
    </>
  );
}
