"use client";

import { Button } from "@/components/ui/button";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** The one next action until every hunk is opened. */
export function NextButton() {
  const { placement } = useReview();
  const { goToOwed, isLoading } = useShownBucket();
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  const status = useMarked(({ marks }) => marks.status());
  const left = counts.hunks - counts.opened;
  if (isLoading || status === "loading" || left === 0) return null;
  return (
    <Button variant="primary" size="lg" block keys="]" onClick={() => goToOwed(1)}>
      Next not opened, {left} left
    </Button>
  );
}
