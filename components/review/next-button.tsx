"use client";

import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** The one next action until every hunk is opened. It keeps its place, so that what is below it never moves under the pointer. */
export function NextButton() {
  const { placement } = useReview();
  const { goToOwed, isLoading } = useShownBucket();
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  const status = useMarked(({ marks }) => marks.status());
  const isKnown = !isLoading && status !== "loading";
  const left = counts.hunks - counts.opened;
  if (isKnown && left === 0) {
    return (
      <p className="rv-all-opened not-docked q2 small">
        <StatusShape s="done" label={null} />
        {counts.hunks === 0 ? "No hunk to open here" : "Every hunk opened"}
      </p>
    );
  }
  return (
    <Button variant="primary" size="lg" block keys="n" aria-disabled={isKnown ? undefined : true} onClick={() => goToOwed(1)}>
      Next not opened{isKnown && `, ${left} left`}
    </Button>
  );
}
