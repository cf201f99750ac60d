"use client";

import { useMemo } from "react";
import { DraftsBar } from "@/components/comment/drafts-bar";
import { canDo } from "@/lib/core/people/permission";
import { isCurrent, listStanding } from "@/lib/core/review/bucket";
import { listRequirements } from "@/lib/core/review/view-requirements";
import { shownDigest } from "@/lib/core/review/view-shown";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** My drafts, published alone or with a decision on the bucket that is shown. */
export function ReviewDrafts() {
  const { upgrade, me, placement, shown } = useReview();
  const { snapshot, index, placements, isLoading } = useShownBucket();
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  const { held } = shown;
  const digest = useMemo(
    () => (held && placement !== "unclassified" ? shownDigest({ upgrade, category: placement, index, placements, snapshot, held }) : null),
    [upgrade, placement, index, placements, snapshot, held],
  );
  if (placement === "unclassified" || digest === null || isLoading || !canDo(me, "bucket.sign")) return <DraftsBar />;
  const isSigned = listStanding(upgrade, placement).some((own) => own.by.id === me.id && own.decision === "approved" && isCurrent(upgrade, own));
  const blocks = listRequirements({ upgrade, snapshot, category: placement, person: me, counts }).filter((requirement) => requirement.blocks);
  const whyNotApprove = isSigned ? "You approved this already." : blocks[0]?.what;
  return <DraftsBar decision={{ category: placement, seenDigest: digest, whyNotApprove }} />;
}
