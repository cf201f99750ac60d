import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import type { LinePlace } from "@/lib/core/comment/place";
import type { ReviewIndex } from "@/lib/core/review/review-index";

/** A line of a hunk by its number, from the one that is kept with a comment. */
export function lineAt(index: ReviewIndex, hunk: number, line: LinePlace | null): AnchoredLine | null {
  if (line === null) return null;
  const { hunks } = index;
  if (line.side === "unchanged") {
    const { first, end } = rangeOf(index, hunk, "new");
    return { side: "new", line: (line.offset < 0 ? first : end) + line.offset };
  }
  return { side: line.side, line: ((line.side === "old" ? hunks.oldStart : hunks.newStart)[hunk] ?? 0) + line.offset };
}

/** What a line's number means in a hunk: one of its lines, or an unchanged one before or after it. Null where it has none. */
export function toOffset(index: ReviewIndex, hunk: number, { side, line }: AnchoredLine): LinePlace | null {
  const { hunks } = index;
  if ((hunks.oldLines[hunk] ?? 0) + (hunks.newLines[hunk] ?? 0) === 0) return null;
  const { first, end } = rangeOf(index, hunk, side);
  if (line < first) return { side: "unchanged", offset: line - first };
  return line < end ? { side, offset: line - first } : { side: "unchanged", offset: line - end };
}

/** Unchanged lines on the page before the changed ones of a hunk, and after them. */
export type LinesAround = { readonly before: number; readonly after: number };

/**
 * The line before or after one: unchanged ones that are shown, removed ones, added ones; the hunk as a whole beyond its
 * ends. From the hunk as a whole it goes to its first, or last, changed line.
 */
export function moveLine(index: ReviewIndex, hunk: number, line: AnchoredLine | null, step: 1 | -1, { before, after }: LinesAround): AnchoredLine | null {
  const oldLines = index.hunks.oldLines[hunk] ?? 0;
  const count = oldLines + (index.hunks.newLines[hunk] ?? 0);
  const place = line && toOffset(index, hunk, line);
  const next = (place === null ? (step === 1 ? -1 : count) : positionOf(place, oldLines, count)) + step;
  if (count === 0 || next < -before || next >= count + after) return null;
  if (next < 0) return lineAt(index, hunk, { side: "unchanged", offset: next });
  if (next >= count) return lineAt(index, hunk, { side: "unchanged", offset: next - count });
  return lineAt(index, hunk, next < oldLines ? { side: "old", offset: next } : { side: "new", offset: next - oldLines });
}

function positionOf({ side, offset }: LinePlace, oldLines: number, count: number): number {
  if (side === "unchanged") return offset < 0 ? offset : count + offset;
  return side === "old" ? offset : oldLines + offset;
}

/** The numbers of a hunk's lines on one side: the first, and the one after the last. */
function rangeOf({ hunks }: ReviewIndex, hunk: number, side: "old" | "new"): { readonly first: number; readonly end: number } {
  const [start, lines] = side === "old" ? [hunks.oldStart[hunk] ?? 0, hunks.oldLines[hunk] ?? 0] : [hunks.newStart[hunk] ?? 0, hunks.newLines[hunk] ?? 0];
  // A side without lines is headed by the line before the change.
  const first = lines === 0 ? start + 1 : start;
  return { first, end: first + lines };
}
