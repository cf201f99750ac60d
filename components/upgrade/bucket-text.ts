import type { CategoryNumber } from "@/components/ui/category-square";
import type { Category, Placement } from "@/lib/core/classify/category";
import type { BucketStatus } from "@/lib/core/review/bucket";

/** The words of a bucket's state; its shapes are those of the statuses of the same name. */
export const BUCKET_WORD: Record<BucketStatus, string> = {
  none: "No snapshot yet",
  never: "Never looked at",
  waiting: "Needs another",
  changes: "Changes requested",
  outdated: "Outdated",
  done: "Signed",
};

const NUMBERS: Record<Category, CategoryNumber> = { host_auth: 1, router: 2, schema: 3, integration: 4, audit_security: 5 };

/** A category's number is its place, everywhere. */
export function categoryNumber(placement: Placement): CategoryNumber {
  return placement === "unclassified" ? "?" : NUMBERS[placement];
}
