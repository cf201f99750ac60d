"use client";

import type { LineTarget, PaneSide } from "@/components/diff/row-look";
import { type FlowExtras, UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import type { RowLine } from "@/lib/contract/review-api";
import { type Flow, type FlowState, hiddenAbove, isCutBelow, rowsTopOf, spansBetween } from "@/lib/core/review/view-flow";
import { useShownBucket } from "./bucket-context";
import { ContextGap } from "./context-gap";
import { cutAt } from "./cut-spans";
import { ExtraBox } from "./extra-box";
import { DRAWN_ROWS } from "./flow-metrics";
import { KnownRows, RowChunk } from "./row-chunk";
import { RowPane } from "./row-pane";
import { useReview } from "./review-context";

export type HunkRowsProps = {
  at: number;
  hunk: number;
  flow: Flow;
  state: FlowState;
  from: number;
  to: number;
  label: string;
  /** Pixels that stand between the head and the rows. */
  underHead: number;
  isWide: boolean;
  isFast: boolean;
  target: LineTarget | undefined;
};

const SIDES: Record<"unified" | "split", readonly PaneSide[]> = { unified: ["both"], split: ["old", "new"] };
const NO_LINES: readonly RowLine[] = [];

/** The rows of a hunk that are in view, in tables of at most fifty, with what stands among them. */
export function HunkRows({ at, hunk, flow, state, from, to, label, underHead, isWide, isFast, target }: HunkRowsProps) {
  const { layout } = useReview();
  const { extras, expanded, goTo } = useShownBucket();
  const { metrics, shapes, list } = flow;
  const { row } = metrics;
  const rows = shapes.rows[at] ?? 0;
  const { above = NO_LINES, below = NO_LINES } = expanded.byHunk.get(hunk) ?? {};
  const before = shapes.before[at] ?? 0;
  const after = shapes.after[at] ?? 0;
  const hidden = hiddenAbove(list, shapes, state, at);
  const among = placeAmong(extras.of(hunk), -above.length, rows + below.length - 1);
  /** Pixels of what stands under rows before this one. */
  const extraBefore = (index: number) => among.reduce((sum, { at: under, height }) => (under < index ? sum + height : sum), 0);
  const allExtra = extraBefore(Number.POSITIVE_INFINITY);
  const cuts = among.map(({ at: under }) => under + 1);
  const rowsTop = rowsTopOf(flow, state, at, underHead);
  const panesTop = rowsTop - above.length * row;
  const panesHeight = (above.length + rows + below.length) * row + allExtra;
  const topOf = (index: number) => (above.length + index) * row + extraBefore(index);
  const listTop = (flow.hunkTops[at] ?? 0) + rowsTop;
  const spans = cutAt(spansBetween(rows, DRAWN_ROWS, row, from - listTop - allExtra, to - listTop), cuts);
  const gap = { at, hunk, before, after, label, isJoined: shapes.isJoined[at] === 1 };
  return (
    <>
      {hidden > 0 && <ContextGap {...gap} way="above" hidden={hidden} top={metrics.hunkHead + underHead} />}
      {SIDES[layout].map((side) => (
        <RowPane key={side} side={side} top={panesTop} height={panesHeight} isWide={isWide} label={label} onLine={(line) => goTo(hunk, line)}>
          {cutAt([{ from: -above.length, to: 0 }], cuts).map((span) => (
            <KnownRows
              key={span.from}
              side={side}
              hunk={hunk}
              lines={above}
              from={span.from + above.length}
              to={span.to + above.length}
              target={target}
              top={topOf(span.from)}
              label={`Unchanged lines before ${label}`}
            />
          ))}
          {spans.map((span) => (
            <RowChunk
              key={span.from}
              side={side}
              hunk={hunk}
              before={before}
              after={after}
              rows={rows}
              from={span.from}
              to={span.to}
              top={topOf(span.from)}
              rowHeight={row}
              label={rows <= DRAWN_ROWS ? `Changes, ${label}` : `Changes, ${label}, rows ${span.from + 1} to ${span.to} of ${rows}`}
              target={target}
              isFast={isFast}
            />
          ))}
          {cutAt([{ from: rows, to: rows + below.length }], cuts).map((span) => (
            <KnownRows
              key={span.from}
              side={side}
              hunk={hunk}
              lines={below}
              from={span.from - rows}
              to={span.to - rows}
              target={target}
              top={topOf(span.from)}
              label={`Unchanged lines after ${label}`}
            />
          ))}
        </RowPane>
      ))}
      {isCutBelow(list, shapes, state, at) && <ContextGap {...gap} way="below" hidden={null} top={panesTop + panesHeight} />}
      {among.map((extra) => (
        <ExtraBox key={extra.key} hunk={hunk} extra={extra} top={panesTop + topOf(extra.at) + row + extra.ahead} />
      ))}
    </>
  );
}

type Extra = ReturnType<FlowExtras["of"]>[number];

/** What stands among the rows, under the row that is shown, with the pixels of what stands under the same row before it. */
function placeAmong(extras: readonly Extra[], first: number, last: number) {
  const heights = new Map<number, number>();
  return extras
    .filter(({ under }) => under !== UNDER_HEAD)
    .map((extra) => {
      const at = Math.min(last, Math.max(first, extra.under));
      const ahead = heights.get(at) ?? 0;
      heights.set(at, ahead + extra.height);
      return { ...extra, at, ahead };
    });
}
