"use client";

import { AppLink } from "@/components/ui/app-link";
import { Box } from "@/components/ui/box";
import { CategorySquare } from "@/components/ui/category-square";
import { categoryNumber } from "@/components/upgrade/bucket-text";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { ExpectationRow } from "./expectation-row";

export type ExpectationGroupProps = { category: Category };

/** The expectations of one category, the open ones first. */
export function ExpectationGroup({ category }: ExpectationGroupProps) {
  const { upgrade } = useUpgradeView();
  const expectations = findSnapshot(upgrade)?.expectations.filter((expectation) => expectation.category === category) ?? [];
  if (expectations.length === 0) return null;
  const inOrder = [...expectations.filter(({ met }) => !met), ...expectations.filter(({ met }) => met)];
  const { title } = CATEGORY_TEXT[category];
  return (
    <Box
      title={title}
      icon={<CategorySquare number={categoryNumber(category)} />}
      end={
        <AppLink className="small" href={reviewPath(upgrade.id, category)}>
          Open the bucket<span className="vh"> {title}</span>
        </AppLink>
      }
    >
      <ul>
        {inOrder.map((expectation) => (
          <ExpectationRow key={expectation.id} expectation={expectation} />
        ))}
      </ul>
    </Box>
  );
}
