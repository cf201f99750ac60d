import type { Category, Placement } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import type { Snapshot, Upgrade } from "@/lib/core/upgrade/upgrade";
import { bucketDigest, hunksDigest } from "./bucket";
import { listDifferences } from "./view-difference";
import { listPlacedIds, type PlacedChange } from "./view-placement";

/** The digest of exactly the hunks that are shown: what a person signs is what they were given to read. */
export function shownDigest(upgrade: Upgrade, snapshot: Snapshot, category: Category, shownIds: readonly Digest[]): Digest {
  const content = { ...snapshot.buckets[category], hunksDigest: hunksDigest(shownIds) };
  return bucketDigest(upgrade, { ...snapshot, buckets: { ...snapshot.buckets, [category]: content } }, category);
}

/** In how many hunks a bucket as shown differs from what is under review now. */
export function countBehind(shown: readonly PlacedChange[], newest: readonly PlacedChange[], placement: Placement): number {
  if (shown === newest) return 0;
  return listDifferences({ placement, beforeIds: listPlacedIds(shown, placement), before: shown, now: newest }).length;
}
