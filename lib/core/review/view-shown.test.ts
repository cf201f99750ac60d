import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { decideAssign } from "@/lib/core/upgrade/decide/review-items";
import type { Assignment, Snapshot } from "@/lib/core/upgrade/upgrade";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { anIndexedFile, anIndexedHunk } from "@/lib/testing/an-indexed-file";
import { anUpgrade, aSnapshot, type History, REVIEWER_A, REVIEWER_B, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { bucketDigest } from "./bucket";
import { buildReviewIndex } from "./review-index";
import { placeHunks } from "./view-list";
import { listShownAssignments, shownDigest } from "./view-shown";

const INDEX = buildReviewIndex([anIndexedFile("lib/router.ex", [anIndexedHunk("r1"), anIndexedHunk("r2"), anIndexedHunk("s1", { category: "schema" })])]);

function aReview() {
  const history = snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["r1", "r2"], schema: ["s1"] }));
  return { history, held: { snapshot: snapshotOf(history), assignments: history.upgrade().assignments } };
}

function snapshotOf(history: History): Snapshot {
  const snapshot = findSnapshot(history.upgrade());
  if (!snapshot) throw new Error("no snapshot");
  return snapshot;
}

/** Moves `r2` to schema. */
function move(history: History, person: typeof REVIEWER_A): void {
  history.take((upgrade) =>
    decideAssign(upgrade, person, {
      hunkId: sha256Hex("r2"),
      to: "schema",
      reason: "It is one.",
      hunk: { path: "lib/router.ex", placement: "router" },
      bucketsAfter: aSnapshot({ router: ["r1"], schema: ["r2", "s1"] }).buckets,
      differences: {},
    }),
  );
}

/** The digest of what reviewer-a has on the page. */
function digestOf({ history, held }: ReturnType<typeof aReview>, assignments: readonly Assignment[]) {
  const upgrade = history.upgrade();
  return shownDigest({ upgrade, category: "router", index: INDEX, placements: placeHunks(INDEX, assignments), snapshot: snapshotOf(history), held });
}

describe("the digest of what is shown", () => {
  it("is that of the bucket on record while nobody moved anything", () => {
    const review = aReview();

    expect(digestOf(review, [])).toBe(bucketDigest(review.history.upgrade(), snapshotOf(review.history), "router"));
  });

  it("is that of the bucket as it was given while a reader has not seen what others moved", () => {
    const review = aReview();
    const before = bucketDigest(review.history.upgrade(), review.held.snapshot, "router");
    move(review.history, REVIEWER_B);
    const live = review.history.upgrade().assignments;

    const shown = listShownAssignments(review.held.assignments, live, REVIEWER_A.id);

    expect(shown).toEqual([]);
    expect(digestOf(review, shown)).toBe(before);
    expect(digestOf(review, live)).toBe(bucketDigest(review.history.upgrade(), snapshotOf(review.history), "router"));
    expect(digestOf(review, live)).not.toBe(before);
  });

  it("goes with what a reader moved", () => {
    const review = aReview();
    move(review.history, REVIEWER_A);
    const live = review.history.upgrade().assignments;

    expect(listShownAssignments(review.held.assignments, live, REVIEWER_A.id)).toEqual(live);
    expect(digestOf(review, live)).toBe(bucketDigest(review.history.upgrade(), snapshotOf(review.history), "router"));
  });

  it("is none for hunks that are neither on record nor what was given", () => {
    const review = aReview();
    move(review.history, REVIEWER_B);
    const [moved] = review.history.upgrade().assignments;
    if (!moved) throw new Error("expected an assignment");

    expect(digestOf(review, [{ ...moved, hunkId: sha256Hex("r1") }])).toBeNull();
  });
});
