"use client";

import { Button } from "@/components/ui/button";
import { useShownBucket } from "./bucket-context";

/** The one next action until every hunk is opened. */
export function NextButton() {
  const { counts, goToOwed, isLoading, marks } = useShownBucket();
  const left = counts.hunks - counts.opened;
  if (isLoading || marks.isLoading || left === 0) return null;
  return (
    <Button variant="primary" size="lg" block keys="]" onClick={() => goToOwed(1)}>
      Next not opened, {left} left
    </Button>
  );
}
