"use client";

import { AppLink } from "@/components/ui/app-link";
import { CategorySquare } from "@/components/ui/category-square";
import { hunkAnchor } from "@/lib/browser/review/hunk-anchor";
import type { BucketFile } from "@/lib/core/review/view-bucket-files";
import { bucketHref, placementText } from "./placement-text";
import { useReview } from "./review-context";

/** The file's hunks that are reviewed in other buckets, each with a way there. */
export function Elsewhere({ elsewhere }: Pick<BucketFile, "elsewhere">) {
  const { upgrade } = useReview();
  return elsewhere.map(({ placement, hunks, firstId }) => {
    const { number, shortTitle } = placementText(placement);
    const words = `${hunks} ${hunks === 1 ? "hunk" : "hunks"} elsewhere: ${shortTitle}`;
    return (
      <AppLink key={placement} className="chip rv-elsewhere" title={words} href={`${bucketHref(upgrade.id, placement)}#${hunkAnchor(firstId)}`}>
        {hunks} in <CategorySquare number={number} />
        <span className="vh">{words}</span>
      </AppLink>
    );
  });
}
