"use client";

import { Empty } from "@/components/ui/empty";
import { useReview } from "./review-context";

/** A bucket without hunks: still to be signed, or, for unclassified, as it should be. */
export function EmptyBucket() {
  const { placement } = useReview();
  if (placement === "unclassified") {
    return (
      <Empty framed level={2} title="Every hunk has a category">
        Nothing blocks the gate here.
      </Empty>
    );
  }
  return (
    <Empty framed level={2} title="Nothing here. Is that expected?">
      No hunk of this snapshot is in this category. An empty bucket still needs its sign-off: it says that nothing was expected either.
    </Empty>
  );
}
