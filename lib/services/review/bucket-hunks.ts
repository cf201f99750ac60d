import type { Placement } from "@/lib/core/classify/category";
import { isSupporting, PLACEMENT_ORDER, type ReviewIndex, toHunkKey } from "@/lib/core/review/review-index";
import type { Assignment } from "@/lib/core/upgrade/upgrade";

export type Moves = readonly Pick<Assignment, "hunkId" | "to">[];

/** Where each hunk is reviewed, as indexes into `PLACEMENT_ORDER`: where a person put it, else where the rules did. */
export function placeHunks({ hunks }: ReviewIndex, assignments: Moves): Uint8Array {
  if (assignments.length === 0) return hunks.placements;
  const moved = new Map(assignments.map(({ hunkId, to }) => [toHunkKey(hunkId), PLACEMENT_ORDER.indexOf(to)]));
  return hunks.placements.map((placement, hunk) => moved.get(hunks.keys[hunk] ?? -1) ?? placement);
}

/** Files with their hunks in a bucket: in git's order, supporting files after the code. */
export function* listBucketFiles(index: ReviewIndex, placements: Uint8Array, placement: Placement): Generator<readonly [number, readonly number[]]> {
  const wanted = PLACEMENT_ORDER.indexOf(placement);
  const { firstHunk, count } = index.files;
  for (const supporting of [false, true]) {
    for (let file = 0; file < count; file += 1) {
      const hunks: number[] = [];
      for (let hunk = firstHunk[file] ?? 0; hunk < (firstHunk[file + 1] ?? 0); hunk += 1) if (placements[hunk] === wanted) hunks.push(hunk);
      if (hunks.length > 0 && hunks.every((hunk) => isSupporting(index, hunk)) === supporting) yield [file, hunks];
    }
  }
}
