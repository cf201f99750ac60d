import { type FlowExtras, UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import type { PieceStore } from "@/lib/browser/review/piece-store";
import { isPairedByLikeness } from "@/lib/core/review/pair-lines";
import type { ReviewIndex } from "@/lib/core/review/review-index";
import { type DiffLayout, type Flow, type FlowState, rowsTopOf } from "@/lib/core/review/view-flow";

/** Beside which line of the longer side each line of the shorter side stands, as `HunkDetail` has it. */
export type Partners = readonly number[] | null;

/** Pixels from the top of a hunk to a line of it. */
export function rowOfLine(
  index: ReviewIndex,
  flow: Flow,
  state: FlowState,
  extras: FlowExtras,
  at: number,
  line: AnchoredLine,
  layout: DiffLayout,
  partners: Partners,
): number {
  const hunk = flow.list.hunks[at] ?? 0;
  const { above: shownAbove = 0, below = 0 } = state.expanded.get(hunk) ?? {};
  const last = (flow.shapes.rows[at] ?? 0) + below - 1;
  const row = Math.max(-shownAbove, Math.min(last, toRow(index, hunk, flow.shapes.before[at] ?? 0, line, layout, partners)));
  let [underHead, above] = [0, 0];
  for (const { under, height } of extras.of(hunk)) {
    if (under === UNDER_HEAD) underHead += height;
    else if (under < row) above += height;
  }
  return rowsTopOf(flow, state, at, underHead) + row * flow.metrics.row + above;
}

/**
 * The row of a hunk that a line stands in: from 0, unchanged lines before the changed ones counted; negative, or beyond
 * the last, for a line that is shown only when asked for.
 */
export function toRow({ hunks }: ReviewIndex, hunk: number, before: number, { side, line }: AnchoredLine, layout: DiffLayout, partners: Partners): number {
  const oldLines = hunks.oldLines[hunk] ?? 0;
  const newLines = hunks.newLines[hunk] ?? 0;
  const height = layout === "split" ? Math.max(oldLines, newLines) : oldLines + newLines;
  const [start, lines, ahead] =
    side === "old"
      ? [(hunks.oldStart[hunk] ?? 0) + (oldLines === 0 ? 1 : 0), oldLines, 0]
      : [(hunks.newStart[hunk] ?? 0) + (newLines === 0 ? 1 : 0), newLines, layout === "split" ? 0 : oldLines];
  if (line < start) return before - (start - line);
  if (line >= start + lines) return before + height + line - start - lines;
  const at = line - start;
  return before + ahead + (layout === "split" && lines < height ? (partners?.[at] ?? at) : at);
}

/** Whether the row of a line depends on which lines stand beside each other, and that is not known yet. */
export function isRowOpen({ hunks }: ReviewIndex, hunk: number, layout: DiffLayout, pieces: PieceStore): boolean {
  return layout === "split" && isPairedByLikeness(hunks.oldLines[hunk] ?? 0, hunks.newLines[hunk] ?? 0) && !pieces.detail(hunk);
}
