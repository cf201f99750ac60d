import type { FlowExtras } from "@/lib/browser/review/flow-extras";
import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import type { ReviewIndex } from "@/lib/core/review/review-index";
import { type DiffLayout, type Flow, type FlowState, rowsTopOf } from "@/lib/core/review/view-flow";

/** Pixels from the top of a hunk to a line of it; side by side it may be a few rows off, where sides differ in length. */
export function rowOfLine(index: ReviewIndex, flow: Flow, state: FlowState, extras: FlowExtras, at: number, line: AnchoredLine, layout: DiffLayout): number {
  const hunk = flow.list.hunks[at] ?? 0;
  const row = toRow(index, hunk, flow.shapes.before[at] ?? 0, line, layout);
  const above = extras.of(hunk).reduce((sum, { under, height }) => (under >= 0 && under < row ? sum + height : sum), 0);
  return rowsTopOf(flow, state, at) + row * flow.metrics.row + above;
}

/** The row of a hunk that a line stands in, unchanged lines before it counted. */
export function toRow({ hunks }: ReviewIndex, hunk: number, before: number, { side, line }: AnchoredLine, layout: DiffLayout): number {
  const oldLines = hunks.oldLines[hunk] ?? 0;
  const newLines = hunks.newLines[hunk] ?? 0;
  const height = layout === "split" ? Math.max(oldLines, newLines) : oldLines + newLines;
  const [start, lines, ahead] =
    side === "old"
      ? [(hunks.oldStart[hunk] ?? 0) + (oldLines === 0 ? 1 : 0), oldLines, 0]
      : [(hunks.newStart[hunk] ?? 0) + (newLines === 0 ? 1 : 0), newLines, layout === "split" ? 0 : oldLines];
  if (line < start) return Math.max(0, before - (start - line));
  if (line < start + lines) return before + ahead + line - start;
  return before + height + line - start - lines;
}
