import { CategorySquare } from "@/components/ui/category-square";
import { CATEGORIES, CATEGORY_TEXT, type Placement } from "@/lib/core/classify/category";

const NUMBERS = [1, 2, 3, 4, 5] as const;

/** A category with its number, or unclassified. */
export function PlacementName({ placement }: { placement: Placement }) {
  if (placement === "unclassified") return <CategorySquare number="?" name="Unclassified" />;
  return <CategorySquare number={NUMBERS[CATEGORIES.indexOf(placement)] ?? "?"} name={CATEGORY_TEXT[placement].title} />;
}
