import type { Piece } from "@/lib/contract/review-api";
import type { FlowMove } from "@/lib/browser/review/use-flow-window";
import { type Flow, type FlowState, rangeBetween, rowsTopOf, spansBetween } from "@/lib/core/review/view-flow";
import { PIECE_ROWS } from "./flow-metrics";

/** How far ahead of a moving view rows are fetched, and the part of it that is to be there. */
const AHEAD_MS = 350;
const NEAR_AHEAD = 0.6;
const MOST_PIECES = 72;

/** Screens on each side of the view that are to be there, and those that come after them. */
const NEAR = 0.8;
const FAR = 12;

/** The pieces to have: those in view first, then the nearest, further ahead the faster the view moves. */
export function listWanted(flow: Flow, state: FlowState, { place, height, speed }: FlowMove): { readonly pieces: readonly Piece[]; readonly near: number } {
  const travel = Math.abs(speed) * AHEAD_MS;
  const along = travel > height ? 0 : height * (FAR - NEAR);
  const from = place - height * NEAR - (speed < 0 ? travel : 0) - along;
  const to = place + height * (1 + NEAR) + (speed > 0 ? travel : 0) + along;
  const { fromHunk, toHunk } = rangeBetween(flow, from, to);
  const found: { readonly piece: Piece; readonly distance: number }[] = [];
  for (let at = fromHunk; at < toHunk; at += 1) {
    if ((flow.hunkHeights[at] ?? 0) === 0) continue;
    const hunk = flow.list.hunks[at] ?? 0;
    const context = { hunk, before: flow.shapes.before[at] ?? 0, after: flow.shapes.after[at] ?? 0 };
    const rows = state.isClosed(hunk) ? 0 : (flow.shapes.rows[at] ?? 0);
    const top = (flow.hunkTops[at] ?? 0) + rowsTopOf(flow, state, at);
    if (rows === 0) {
      found.push({ piece: { ...context, from: 0, to: 0 }, distance: distanceTo(top, top + flow.metrics.row, place, height) });
      continue;
    }
    const { row } = flow.metrics;
    for (const span of spansBetween(rows, PIECE_ROWS, row, from - top, to - top)) {
      found.push({ piece: { ...context, ...span }, distance: distanceTo(top + span.from * row, top + span.to * row, place, height) });
    }
  }
  const nearest = found.sort((left, right) => left.distance - right.distance).slice(0, MOST_PIECES);
  return { pieces: nearest.map(({ piece }) => piece), near: nearest.filter(({ distance }) => distance <= height * NEAR + travel * NEAR_AHEAD).length };
}

/** From the view; nothing for what is in it. */
function distanceTo(top: number, bottom: number, place: number, height: number): number {
  if (bottom < place) return place - bottom;
  return top > place + height ? top - place - height : 0;
}
