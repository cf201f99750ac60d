"use client";

import { CategorySquare } from "@/components/ui/category-square";
import { Box } from "@/components/ui/box";
import { AppLink } from "@/components/ui/app-link";
import { Status } from "@/components/ui/status";
import { BUCKET_WORD, categoryNumber } from "@/components/upgrade/bucket-text";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CATEGORIES, CATEGORY_TEXT, type Placement } from "@/lib/core/classify/category";
import { bucketStatus, listCounting } from "@/lib/core/review/bucket";
import { checkGate } from "@/lib/core/review/gate";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";

/** The five buckets with what keeps each from being done. */
export function ReviewBuckets() {
  const { upgrade } = useUpgradeView();
  const gate = checkGate(upgrade);
  const unclassified = findSnapshot(upgrade)?.buckets.unclassified.hunks ?? 0;
  const obstaclesOf = (placement: Placement) =>
    gate.open ? [] : gate.obstacles.filter((obstacle) => obstacle.placement === placement).map(({ sentence }) => sentence);
  const signersOf = (category: (typeof CATEGORIES)[number]) => listCounting(upgrade, category).map(({ by }) => by.name);
  return (
    <Box title="Buckets" note={gate.open ? "All five are signed and current" : undefined}>
      <ul>
        {CATEGORIES.map((category) => {
          const status = bucketStatus(upgrade, category);
          const signers = signersOf(category);
          return (
            <li key={category} className="find-row">
              <CategorySquare number={categoryNumber(category)} />
              <div className="min-w-0">
                <AppLink href={reviewPath(upgrade.id, category)}>{CATEGORY_TEXT[category].title}</AppLink>
                <p className="d">
                  {obstaclesOf(category).map(withoutTitle).join(" ") ||
                    (signers.length > 0 ? `Signed by ${signers.join(", ")}.` : CATEGORY_TEXT[category].review)}
                </p>
              </div>
              <Status s={status}>{BUCKET_WORD[status]}</Status>
            </li>
          );
        })}
        {unclassified > 0 && (
          <li className="find-row">
            <CategorySquare number="?" />
            <div className="min-w-0">
              <AppLink href={reviewPath(upgrade.id, "unclassified")}>Unclassified</AppLink>
              <p className="d">{obstaclesOf("unclassified").join(" ")}</p>
            </div>
            <Status s="waiting">Needs a category</Status>
          </li>
        )}
      </ul>
    </Box>
  );
}

/** The bucket's title stands above already. */
function withoutTitle(sentence: string): string {
  const rest = sentence.slice(sentence.indexOf(": ") + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
