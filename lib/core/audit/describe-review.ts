import { assertNever } from "@/lib/core/assert-never";
import { type Category, CATEGORY_TEXT, type Placement } from "@/lib/core/classify/category";
import type { Lane } from "@/lib/core/lane/lane";
import type { EventOf, UpgradeEvent } from "@/lib/core/upgrade/event";
import { code, countOf, type Phrase, say, sayWords, strong } from "./phrase";

type AboutReview = Extract<UpgradeEvent, { type: `sign-off.${string}` | `expectation.${string}` | "snapshot.taken" | "hunk.assigned" }>;

/** What was said about a snapshot or a bucket, without who said it. */
export function sayReview(event: AboutReview, lane: Lane): readonly Phrase[] {
  switch (event.type) {
    case "snapshot.taken":
      return saySnapshot(event);
    case "hunk.assigned":
      return say`moved a hunk of ${code(event.path)} from ${placementName(event.from)} to ${placementName(event.to)}${sayWords(event.reason)}`;
    case "expectation.accepted":
      return say`accepted the expectation ${expectationName(lane, event.expectationId)} as unmet${sayWords(event.reason)}`;
    case "expectation.reinstated":
      return say`no longer accepts the expectation ${expectationName(lane, event.expectationId)} as unmet`;
    case "sign-off.recorded":
      return say`approved ${categoryName(event.category)} at snapshot ${event.snapshot}, ${coverage(event)}${sayWords(event.note)}`;
    case "sign-off.changes-requested":
      return say`requested changes in ${categoryName(event.category)} at snapshot ${event.snapshot}${sayWords(event.reason)}`;
    case "sign-off.withdrawn":
      return say`withdrew the decision of record ${event.signOffSeq} on ${categoryName(event.category)}${sayWords(event.reason)}`;
    case "sign-off.outdated":
      return say`marked the sign-off of record ${event.signOffSeq} on ${categoryName(event.category)} outdated: ${outdatedCause(event)}`;
    case "sign-off.current-again":
      return say`found the sign-off of record ${event.signOffSeq} on ${categoryName(event.category)} current again`;
    default:
      return assertNever(event);
  }
}

function saySnapshot({ number, treeId, files, buckets }: EventOf<"snapshot.taken">): readonly Phrase[] {
  const hunks = Object.values(buckets).reduce((sum, bucket) => sum + bucket.hunks, 0);
  const open = buckets.unclassified.hunks;
  const counts = `${countOf(files, "file")}, ${countOf(hunks, "hunk")}, ${open === 0 ? "none" : open} unclassified`;
  return say`took snapshot ${number}: tree ${code(treeId.slice(0, 7))}, ${counts}`;
}

function coverage({ hunks, opened }: EventOf<"sign-off.recorded">): string {
  return hunks === 0 ? "with nothing in it, as expected" : `${opened} of ${countOf(hunks, "hunk")} opened`;
}

function outdatedCause({ cause, added, vanished }: EventOf<"sign-off.outdated">): string {
  switch (cause) {
    case "snapshot":
      return `the new snapshot has ${difference(added, vanished)}`;
    case "assignment":
      return `a hunk was moved, ${difference(added, vanished)}`;
    case "expectation":
      return "what was accepted as unmet changed";
    default:
      return assertNever(cause);
  }
}

function difference(added: number, vanished: number): string {
  if (vanished === 0) return countOf(added, "new hunk");
  return added === 0 ? countOf(vanished, "vanished hunk") : `${added} new and ${countOf(vanished, "vanished hunk")}`;
}

function categoryName(category: Category): Phrase {
  return strong(CATEGORY_TEXT[category].title);
}

function placementName(placement: Placement): string {
  return placement === "unclassified" ? "Unclassified" : CATEGORY_TEXT[placement].shortTitle;
}

function expectationName(lane: Lane, expectationId: string): Phrase {
  return strong(lane.expectations.find(({ id }) => id === expectationId)?.title ?? expectationId);
}
