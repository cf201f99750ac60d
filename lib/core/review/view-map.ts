import type { Flow } from "./view-flow";

/** What a small map says about a hunk; of several at the same place the first of these wins. */
export const MAP_MARKS = ["loss", "care", "not-opened", "opened"] as const;
export type MapMark = (typeof MAP_MARKS)[number];

/** Pixels `from` up to `to` of a map that say the same. */
export type MapRun = { readonly mark: MapMark; readonly from: number; readonly to: number };

/** A list drawn into so many pixels: stretches that say the same, however many hunks they stand for. A hunk is never left out. */
export function listMapRuns({ list, hunkTops, hunkHeights, height }: Flow, pixels: number, markOf: (hunk: number) => MapMark): readonly MapRun[] {
  if (pixels <= 0 || height <= 0) return [];
  const rows = new Int32Array(pixels).fill(-1);
  const owners = new Int32Array(pixels).fill(-1);
  const ranks = new Uint8Array(pixels).fill(MAP_MARKS.length);
  list.hunks.forEach((hunk, at) => {
    const rank = MAP_MARKS.indexOf(markOf(hunk));
    const from = Math.min(pixels - 1, Math.floor(((hunkTops[at] ?? 0) / height) * pixels));
    const to = Math.min(pixels, Math.max(from + 1, Math.round((((hunkTops[at] ?? 0) + (hunkHeights[at] ?? 0)) / height) * pixels)));
    for (let row = from; row < to; row += 1) {
      if (rank >= (ranks[row] ?? 0)) continue;
      ranks[row] = rank;
      rows[row] = rank;
      owners[row] = at;
    }
  });
  const runs: { mark: MapMark; from: number; to: number; owner: number }[] = [];
  for (let row = 0; row < pixels; row += 1) {
    const mark = MAP_MARKS[rows[row] ?? -1];
    if (!mark) continue;
    const last = runs.at(-1);
    if (last && last.to === row && last.mark === mark && last.owner === owners[row]) last.to = row + 1;
    else runs.push({ mark, from: row, to: row + 1, owner: owners[row] ?? -1 });
  }
  return runs;
}
