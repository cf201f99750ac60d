import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import type { LinePlace } from "@/lib/core/comment/place";
import type { ReviewIndex } from "@/lib/core/review/review-index";

/** A line of a hunk by its number, from the one that is kept with a comment. */
export function lineAt({ hunks }: ReviewIndex, hunk: number, line: LinePlace | null): AnchoredLine | null {
  if (line === null) return null;
  return { side: line.side, line: ((line.side === "old" ? hunks.oldStart : hunks.newStart)[hunk] ?? 0) + line.offset };
}

/** Which changed line of a hunk a number means; null when it is none: the comment is on the hunk then. */
export function toOffset({ hunks }: ReviewIndex, hunk: number, { side, line }: AnchoredLine): LinePlace | null {
  const offset = line - ((side === "old" ? hunks.oldStart : hunks.newStart)[hunk] ?? 0);
  const lines = (side === "old" ? hunks.oldLines : hunks.newLines)[hunk] ?? 0;
  return offset >= 0 && offset < lines ? { side, offset } : null;
}

/** The changed line before or after one, removed lines first; the hunk as a whole beyond its ends. */
export function moveLine(index: ReviewIndex, hunk: number, line: AnchoredLine | null, step: 1 | -1): AnchoredLine | null {
  const oldLines = index.hunks.oldLines[hunk] ?? 0;
  const count = oldLines + (index.hunks.newLines[hunk] ?? 0);
  const place = line && toOffset(index, hunk, line);
  const at = place === null ? (step === 1 ? -1 : count) : place.side === "old" ? place.offset : oldLines + place.offset;
  const next = at + step;
  if (next < 0 || next >= count) return null;
  return lineAt(index, hunk, next < oldLines ? { side: "old", offset: next } : { side: "new", offset: next - oldLines });
}
