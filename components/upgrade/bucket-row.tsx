"use client";

import { AppLink } from "@/components/ui/app-link";
import { Avatar } from "@/components/ui/avatar";
import { CategorySquare } from "@/components/ui/category-square";
import { Status } from "@/components/ui/status";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import { bucketStatus, listCounting } from "@/lib/core/review/bucket";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { BUCKET_WORD, categoryNumber } from "./bucket-text";

export type BucketRowProps = { category: Category };

/** One bucket: its number, size and state, and who signed it. */
export function BucketRow({ category }: BucketRowProps) {
  const { upgrade } = useUpgradeView();
  const status = bucketStatus(upgrade, category);
  const signer = status === "done" ? listCounting(upgrade, category).at(-1)?.by.name : undefined;
  const hunks = findSnapshot(upgrade)?.buckets[category].hunks;
  return (
    <AppLink className="bk max-sm:min-h-11" href={reviewPath(upgrade.id, category)}>
      <CategorySquare number={categoryNumber(category)} />
      <span className="trunc">
        {CATEGORY_TEXT[category].shortTitle}{" "}
        {hunks !== undefined && (
          <span className="count">
            {hunks}
            <span className="vh"> {hunks === 1 ? "hunk" : "hunks"}</span>
          </span>
        )}
      </span>
      <span className="row gap-1.5">
        <Status s={status}>{BUCKET_WORD[status]}</Status>
        {signer && (
          <>
            <span className="inline-flex" title={signer}>
              <Avatar name={signer} />
            </span>
            <span className="vh">by {signer}</span>
          </>
        )}
      </span>
    </AppLink>
  );
}
