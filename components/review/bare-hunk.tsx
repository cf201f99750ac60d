"use client";

import { memo } from "react";
import { BareRows } from "@/components/diff/bare-rows";
import { halfLines, wholeLines } from "@/components/diff/row-look";
import { Flag } from "@/components/ui/flag";
import { FLAG_TEXT } from "@/lib/core/classify/category";
import { flagsOf } from "@/lib/core/review/review-index";
import { type Flow, type FlowState, rowsTopOf, spansBetween } from "@/lib/core/review/view-flow";
import { useShownBucket } from "./bucket-context";
import { DRAWN_ROWS } from "./flow-metrics";
import { useReview } from "./review-context";
import { type RowsOfHunk, useKnownRows } from "./use-known-rows";

export type BareHunkProps = {
  at: number;
  hunk: number;
  flow: Flow;
  state: FlowState;
  /** What is drawn, in pixels of the list. */
  from: number;
  to: number;
};

/** A hunk that passes by faster than anybody reads: its flags, and its lines in the places they have when the page rests. */
export const BareHunk = memo(function BareHunk({ at, hunk, flow, state, from, to }: BareHunkProps) {
  const { index } = useShownBucket();
  const { hunkTops, metrics, shapes } = flow;
  const rows = state.isClosed(hunk) ? 0 : (shapes.rows[at] ?? 0);
  const top = rowsTopOf(flow, state, at);
  const listTop = (hunkTops[at] ?? 0) + top;
  const flags = flagsOf(index, hunk);
  const piece = { hunk, before: shapes.before[at] ?? 0, after: shapes.after[at] ?? 0, rows };
  return (
    <>
      {flags.length > 0 && (
        <div className="hunk-h" style={{ height: metrics.hunkHead }}>
          <div className="chips">
            {flags.map((flag) => (
              <Flag key={flag} tone={FLAG_TEXT[flag].tone}>
                {FLAG_TEXT[flag].title}
              </Flag>
            ))}
          </div>
        </div>
      )}
      {spansBetween(rows, DRAWN_ROWS, metrics.row, from - listTop, to - listTop).map((span) => (
        <BareChunk key={span.from} {...piece} {...span} top={top + span.from * metrics.row} rowHeight={metrics.row} />
      ))}
    </>
  );
});

/** Some of its lines; nothing until they are there. */
function BareChunk({ top, rowHeight, ...piece }: RowsOfHunk & { top: number; rowHeight: number }) {
  const { layout } = useReview();
  const { known } = useKnownRows(piece);
  if (known === null) return null;
  if (layout === "unified") return <BareRows rows={wholeLines(known)} top={top} rowHeight={rowHeight} />;
  return (
    <>
      <BareRows side="old" rows={halfLines(known, "old")} top={top} rowHeight={rowHeight} />
      <BareRows side="new" rows={halfLines(known, "new")} top={top} rowHeight={rowHeight} />
    </>
  );
}
