"use client";

import { AppLink } from "@/components/ui/app-link";
import { CategorySquare } from "@/components/ui/category-square";
import { anchorOf } from "@/lib/browser/review/hunk-anchor";
import { listElsewhere } from "@/lib/core/review/view-list";
import { useShownBucket } from "./bucket-context";
import { bucketHref, placementText } from "./placement-text";
import { useReview } from "./review-context";

/** The file's hunks that are reviewed in other buckets, each with a way there. */
export function Elsewhere({ file }: { file: number }) {
  const { upgrade, placement: here } = useReview();
  const { index, placements } = useShownBucket();
  return listElsewhere(index, placements, file, here).map(({ placement, hunks, first }) => {
    const { number, shortTitle } = placementText(placement);
    const words = `${hunks} ${hunks === 1 ? "hunk" : "hunks"} elsewhere: ${shortTitle}`;
    return (
      <AppLink key={placement} className="chip rv-elsewhere" title={words} href={`${bucketHref(upgrade.id, placement)}#${anchorOf(index, first)}`}>
        {hunks} in <CategorySquare number={number} />
        <span className="vh">{words}</span>
      </AppLink>
    );
  });
}
