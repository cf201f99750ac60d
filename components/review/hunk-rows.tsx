"use client";

import type { LineTarget } from "@/components/diff/row-look";
import type { RowLine } from "@/lib/contract/review-api";
import { type Flow, type FlowState, hiddenAbove, isCutBelow, rowsTopOf, spansBetween } from "@/lib/core/review/view-flow";
import { useShownBucket } from "./bucket-context";
import { ContextGap } from "./context-gap";
import { cutAt } from "./cut-spans";
import { ExtraBox } from "./extra-box";
import { DRAWN_ROWS } from "./flow-metrics";
import { KnownRows, type PaneSide, RowChunk } from "./row-chunk";
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
  target: LineTarget | undefined;
};

const SIDES: Record<"unified" | "split", readonly PaneSide[]> = { unified: ["both"], split: ["old", "new"] };
const NO_LINES: readonly RowLine[] = [];

/** The rows of a hunk that are in view, in tables of at most fifty, with what stands among them. */
export function HunkRows({ at, hunk, flow, state, from, to, label, underHead, isWide, target }: HunkRowsProps) {
  const { layout } = useReview();
  const { extras, expanded, goTo } = useShownBucket();
  const { metrics, shapes, list } = flow;
  const { row } = metrics;
  const rows = shapes.rows[at] ?? 0;
  const { above = NO_LINES, below = NO_LINES } = expanded.byHunk.get(hunk) ?? {};
  const before = shapes.before[at] ?? 0;
  const after = shapes.after[at] ?? 0;
  const hidden = hiddenAbove(list, shapes, state, at);
  const among = extras.of(hunk).filter(({ under }) => under >= 0);
  /** Pixels of what stands under rows before this one. */
  const extraBefore = (index: number) => among.reduce((sum, { under, height }) => (under < index ? sum + height : sum), 0);
  const allExtra = extraBefore(rows);
  const rowsTop = rowsTopOf(flow, state, at, underHead);
  const panesTop = rowsTop - above.length * row;
  const panesHeight = (above.length + rows + below.length) * row + allExtra;
  const topOf = (index: number) => (above.length + index) * row + extraBefore(index);
  const listTop = (flow.hunkTops[at] ?? 0) + rowsTop;
  const spans = cutAt(
    spansBetween(rows, DRAWN_ROWS, row, from - listTop - allExtra, to - listTop),
    among.map(({ under }) => under + 1),
  );
  const gap = { at, hunk, before, after, label, isJoined: shapes.isJoined[at] === 1 };
  return (
    <>
      {hidden > 0 && <ContextGap {...gap} way="above" hidden={hidden} top={metrics.hunkHead + underHead} />}
      {SIDES[layout].map((side) => (
        <RowPane key={side} side={side} top={panesTop} height={panesHeight} isWide={isWide} label={label} onLine={(line) => goTo(hunk, line)}>
          {above.length > 0 && <KnownRows side={side} lines={above} top={0} label={`Unchanged lines before ${label}`} />}
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
            />
          ))}
          {below.length > 0 && <KnownRows side={side} lines={below} top={topOf(rows)} label={`Unchanged lines after ${label}`} />}
        </RowPane>
      ))}
      {isCutBelow(list, shapes, state, at) && <ContextGap {...gap} way="below" hidden={null} top={panesTop + panesHeight} />}
      {among.map((extra) => (
        <ExtraBox key={extra.key} hunk={hunk} extra={extra} top={panesTop + (above.length + extra.under + 1) * row + extraBefore(extra.under)} />
      ))}
    </>
  );
}
