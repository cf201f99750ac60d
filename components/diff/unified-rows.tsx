import { useMemo } from "react";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import { LineText } from "./line-text";
import { readUnifiedRows } from "./read-diff-rows";
import { ROW_LOOK } from "./row-look";

/** A piece of a diff with old above new. */
export function UnifiedRows({ lines, label }: { lines: readonly ShownLine[]; label: string }) {
  const rows = useMemo(() => readUnifiedRows(lines), [lines]);
  return (
    <table className="diff" aria-label={label}>
      <colgroup>
        <col className="diff-col-n" />
        <col className="diff-col-n" />
        <col className="diff-col-s" />
        <col />
      </colgroup>
      <tbody>
        {rows.map((shown) => {
          const { kind, oldLine, newLine } = shown.line;
          const { className, sign } = ROW_LOOK[kind];
          return (
            <tr key={`${oldLine}:${newLine}`} className={className}>
              <td className="n">{oldLine}</td>
              <td className="n">{newLine}</td>
              <td className="s">{sign}</td>
              <td className="x">
                <LineText shown={shown} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
