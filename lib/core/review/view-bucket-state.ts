import type { Category, Placement } from "@/lib/core/classify/category";
import { authorOf, listHolding } from "@/lib/core/comment/thread";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { bucketStatus, isCurrent, listCounting, listStanding } from "./bucket";

export type BucketState = {
  readonly status: "none" | "never" | "reading" | "waiting" | "changes" | "outdated" | "done" | "na";
  readonly words: string;
  /** Whose decision makes it so; empty for nobody's. */
  readonly names: readonly string[];
};

export type BucketCounts = { readonly hunks: number; readonly opened: number };

/** What a bucket's row says: the state everybody shares and, while nobody signed, how far this reader is. */
export function describeBucketState(upgrade: Upgrade, placement: Placement, counts: BucketCounts): BucketState {
  if (placement === "unclassified") return describeUnclassified(counts);
  const standing = listStanding(upgrade, placement);
  const status = bucketStatus(upgrade, placement);
  switch (status) {
    case "done":
      return { status, words: "Signed, current", names: listCounting(upgrade, placement).map(({ by }) => by.name) };
    case "changes":
      return describeChanges(upgrade, placement);
    case "outdated":
      return { status, words: "Outdated", names: standing.filter((signOff) => !isCurrent(upgrade, signOff)).map(({ by }) => by.name) };
    case "waiting":
      return describeWaiting(upgrade, placement);
    case "none":
      return { status, words: "No snapshot yet", names: [] };
    case "never":
      return describeReading(counts);
  }
}

function describeChanges(upgrade: Upgrade, category: Category): BucketState {
  const requests = listStanding(upgrade, category).filter(({ decision }) => decision === "changes-requested");
  const holding = listHolding(upgrade, category);
  const names = [...new Set([...requests.map(({ by }) => by.name), ...holding.map((thread) => authorOf(thread).name)])];
  return { status: "changes", words: requests.length > 0 ? "Changes requested" : `${holding.length} must fix open`, names };
}

function describeUnclassified({ hunks }: BucketCounts): BucketState {
  if (hunks === 0) return { status: "na", words: "Every hunk has a category", names: [] };
  return { status: "waiting", words: "Waits for a category", names: [] };
}

function describeWaiting(upgrade: Upgrade, category: Category): BucketState {
  const counting = listCounting(upgrade, category).length;
  const { approvals } = upgrade.policy;
  const names = listStanding(upgrade, category).map(({ by }) => by.name);
  if (counting === 0) return { status: "waiting", words: "Signed, does not count", names };
  return { status: "waiting", words: `${counting} of ${approvals} sign-offs`, names };
}

function describeReading({ hunks, opened }: BucketCounts): BucketState {
  if (hunks === 0) return { status: "never", words: "Nothing here, not signed", names: [] };
  if (opened === 0) return { status: "never", words: "Never looked at", names: [] };
  const left = hunks - opened;
  return { status: "reading", words: left === 0 ? "All opened, not signed" : `In review, ${left} not opened`, names: [] };
}
