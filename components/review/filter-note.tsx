"use client";

import { Button } from "@/components/ui/button";
import { isFiltering, NO_FILTER } from "@/lib/core/review/view-list";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";
import { useMarkHunks } from "./use-mark-hunks";

/** Says that the page shows a part, marks it opened, a label as well as a search, and shows all of it again. */
export function FilterNote() {
  const { filter, setFilter, visible } = useShownBucket();
  const { placement } = useReview();
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  const markHunks = useMarkHunks();
  const isAllOpened = useMarked(({ openedAt }) => visible.hunks.every((hunk) => openedAt(hunk) !== undefined));
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
      {shown > 0 && (
        <Button
          size="sm"
          variant="quiet"
          aria-pressed={isAllOpened}
          onClick={() => markHunks(visible.hunks, !isAllOpened, shown === 1 ? "1 hunk" : `${shown} hunks`)}
        >
          {isAllOpened ? "Opened" : "Mark these opened"}
        </Button>
      )}
      <Button size="sm" onClick={() => setFilter(NO_FILTER)}>
        Show all
      </Button>
    </div>
  );
}
