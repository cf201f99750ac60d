import type { Placement } from "@/lib/core/classify/category";
import type { Sha256 } from "@/lib/core/diff/sha256";
import type { Digest } from "@/lib/core/digest";
import { hunkColumnDigest } from "@/lib/core/review/bucket";
import { isSupporting, PLACEMENT_ORDER, toHunkKey } from "@/lib/core/review/review-index";
import type { BucketContent } from "@/lib/core/upgrade/event";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { hunkIdAt, type SnapshotColumns } from "./snapshot-columns";

/** As `toBuckets`, of a stored snapshot: no id is made a text but where somebody put a hunk elsewhere. */
export function toSnapshotBuckets(
  columns: SnapshotColumns,
  assignments: readonly Pick<Assignment, "hunkId" | "to">[],
  sha256?: Sha256,
): Record<Placement, BucketContent> {
  const { review, hunks } = columns;
  const placements = placeHunks(columns, assignments);
  const contents = PLACEMENT_ORDER.map((placement, index): [Placement, BucketContent] => {
    const held = new Uint32Array(placements.length);
    let [count, supporting, files] = [0, 0, 0];
    for (let file = 0; file < review.files.count; file += 1) {
      const before = count;
      for (let hunk = review.files.firstHunk[file] as number; hunk < (review.files.firstHunk[file + 1] as number); hunk += 1) {
        if (placements[hunk] !== index) continue;
        held[count] = hunk;
        count += 1;
        if (isSupporting(review, hunk)) supporting += 1;
      }
      if (count > before) files += 1;
    }
    return [placement, { hunksDigest: hunkColumnDigest(hunks.ids, held.subarray(0, count), sha256), hunks: count, supporting, files }];
  });
  return Object.fromEntries(contents) as Record<Placement, BucketContent>;
}

/** Where each hunk is reviewed, as an index into `PLACEMENT_ORDER`; of two assignments of a hunk the first counts. */
function placeHunks(columns: SnapshotColumns, assignments: readonly Pick<Assignment, "hunkId" | "to">[]): Uint8Array {
  const { keys, placements } = columns.review.hunks;
  if (assignments.length === 0) return placements;
  const moved = new Map<Digest, Placement>(assignments.toReversed().map(({ hunkId, to }) => [hunkId, to]));
  const movedKeys = new Set(assignments.map(({ hunkId }) => toHunkKey(hunkId)));
  return placements.map((placement, hunk) => {
    const to = movedKeys.has(keys[hunk] as number) ? moved.get(hunkIdAt(columns, hunk)) : undefined;
    return to === undefined ? placement : PLACEMENT_ORDER.indexOf(to);
  });
}
