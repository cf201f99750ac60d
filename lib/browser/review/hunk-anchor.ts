import { type ReviewIndex, toIdStart } from "@/lib/core/review/review-index";

/** A line of a hunk, by its number after the change or before it. */
export type AnchoredLine = { readonly side: "old" | "new"; readonly line: number };

/** The id of a hunk's element, and with `#` its address on the page. */
export function hunkAnchor(hunkId: string): string {
  return `hunk-${hunkId.slice(0, 12)}`;
}

/** The same for a hunk by its index in the snapshot. */
export function anchorOf({ hunks }: ReviewIndex, hunk: number): string {
  return hunkAnchor(toIdStart(hunks.keys[hunk] ?? 0));
}

/** The address of a line of a hunk: `L` counts the lines after the change, `O` those before it. */
export function lineAnchor(index: ReviewIndex, hunk: number, { side, line }: AnchoredLine): string {
  return `${anchorOf(index, hunk)}-${side === "new" ? "L" : "O"}${line}`;
}

/** What an address names: the beginning of a hunk id and, maybe, a line; null when it names something else. */
export function readHunkAnchor(hash: string): { readonly idStart: string; readonly line: AnchoredLine | null } | null {
  const [, idStart, side, line] = /^#hunk-([0-9a-f]{12})[0-9a-f]{0,52}(?:-([LRO])(\d{1,9}))?$/.exec(hash) ?? [];
  if (idStart === undefined) return null;
  return { idStart, line: line === undefined ? null : { side: side === "L" ? "new" : "old", line: Number(line) } };
}
