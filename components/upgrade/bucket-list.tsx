"use client";

import { AppLink } from "@/components/ui/app-link";
import { CategorySquare } from "@/components/ui/category-square";
import { Status } from "@/components/ui/status";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CATEGORIES } from "@/lib/core/classify/category";
import { bucketStatuses } from "@/lib/core/review/bucket";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { BucketRow } from "./bucket-row";

/** The five buckets, and what nobody has given a category yet. */
export function BucketList() {
  const { upgrade } = useUpgradeView();
  const signed = bucketStatuses(upgrade).filter(({ status }) => status === "done").length;
  const unclassified = findSnapshot(upgrade)?.buckets.unclassified.hunks ?? 0;
  return (
    <section aria-labelledby="buckets">
      <h2 id="buckets">
        Buckets <span className="count">{signed} of 5 signed</span>
      </h2>
      {CATEGORIES.map((category) => (
        <BucketRow key={category} category={category} />
      ))}
      {unclassified > 0 && (
        <AppLink className="bk max-sm:min-h-11" href={reviewPath(upgrade.id, "unclassified")}>
          <CategorySquare number="?" />
          <span className="trunc">
            Unclassified <span className="count">{unclassified}</span>
          </span>
          <Status s="waiting">Needs a category</Status>
        </AppLink>
      )}
    </section>
  );
}
