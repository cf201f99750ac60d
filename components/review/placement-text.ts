import type { CategoryNumber } from "@/components/ui/category-square";
import { CATEGORIES, CATEGORY_TEXT, type Placement } from "@/lib/core/classify/category";

export type PlacementText = {
  readonly number: CategoryNumber;
  readonly title: string;
  readonly shortTitle: string;
  readonly review: string;
  readonly why: string;
};

const NUMBERS = [1, 2, 3, 4, 5] as const;

const UNCLASSIFIED: PlacementText = {
  number: "?",
  title: "Unclassified",
  shortTitle: "Unclassified",
  review: "Hunks that no rule covers. Say for each one where it belongs, and why.",
  why: "They block the gate: no irreversible step starts while a hunk has no category, because nobody is asked to read it.",
};

/** Every place a hunk can be reviewed in, in the order of the list and the keys. */
export const PLACEMENTS: readonly Placement[] = [...CATEGORIES, "unclassified"];

/** What a bucket is called and asks for. */
export function placementText(placement: Placement): PlacementText {
  if (placement === "unclassified") return UNCLASSIFIED;
  return { number: NUMBERS[CATEGORIES.indexOf(placement)] ?? "?", ...CATEGORY_TEXT[placement] };
}

/** The address of a bucket's page. */
export function bucketHref(upgradeId: string, placement: Placement): string {
  return `/upgrades/${upgradeId}/review/${placement}`;
}
