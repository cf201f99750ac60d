"use client";

import { Button } from "@/components/ui/button";
import { isFiltering, NO_FILTER } from "@/lib/core/review/view-list";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** Says that the page shows a part, and how to see all of it. */
export function FilterNote() {
  const { filter, setFilter, visible } = useShownBucket();
  const { placement } = useReview();
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  if (!isFiltering(filter)) return null;
  const shown = visible.hunks.length;
  return (
    <div className="note rv-gap" role="status">
      <span className="grow">
        <b className="strong">
          {shown} of {counts.hunks} hunks pass the filter.
        </b>{" "}
        <span className="q2">A sign-off covers all of them.</span>
      </span>
      <Button size="sm" onClick={() => setFilter(NO_FILTER)}>
        Show all
      </Button>
    </div>
  );
}
