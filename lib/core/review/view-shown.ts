import type { Category } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import type { Assignment, Snapshot, Upgrade } from "@/lib/core/upgrade/upgrade";
import { bucketDigest } from "./bucket";
import type { ReviewIndex } from "./review-index";
import { countMoved, placeHunks } from "./view-list";

/**
 * The assignments a reader sees: those known when the content was put before them, and their own since.
 * What others move meanwhile waits until the reader asks for it.
 */
export function listShownAssignments(known: readonly Assignment[], live: readonly Assignment[], readerId: string): readonly Assignment[] {
  const own = live.filter(({ by }) => by.kind === "person" && by.id === readerId);
  const ownIds = new Set(own.map(({ hunkId }) => hunkId));
  return [...known.filter(({ hunkId }) => !ownIds.has(hunkId)), ...own];
}

export type ShownContent = {
  readonly upgrade: Upgrade;
  readonly category: Category;
  readonly index: ReviewIndex;
  /** Where each hunk is on the page. */
  readonly placements: Uint8Array;
  /** The snapshot on the page as the records have it now. */
  readonly snapshot: Snapshot;
  /** As it was when it was put before the reader. */
  readonly held: { readonly snapshot: Snapshot; readonly assignments: readonly Assignment[] };
};

/**
 * The digest of exactly the hunks that are shown: what a person signs is what they were given to read.
 *
 * Null when the bucket on the page is neither what the records have nor what the reader was given first: others moved
 * hunks since, and so did the reader.
 */
export function shownDigest({ upgrade, category, index, placements, snapshot, held }: ShownContent): Digest | null {
  const next = upgrade.snapshots.find(({ number }) => number > snapshot.number);
  const recorded = upgrade.assignments.filter(({ at }) => next === undefined || at <= next.at);
  const isShown = (assignments: readonly Assignment[]) => countMoved(placements, placeHunks(index, assignments), category) === 0;
  if (isShown(recorded)) return bucketDigest(upgrade, snapshot, category);
  return isShown(held.assignments) ? bucketDigest(upgrade, held.snapshot, category) : null;
}
