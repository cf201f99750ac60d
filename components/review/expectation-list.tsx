"use client";

import { listUnmet } from "@/lib/core/review/bucket";
import { useShownBucket } from "./bucket-context";
import { ExpectationCard } from "./expectation-card";
import { useReview } from "./review-context";

/** What the lane expects and the checkout does not have: review items without a diff line. */
export function ExpectationList() {
  const { upgrade, placement } = useReview();
  const { snapshot } = useShownBucket();
  if (placement === "unclassified") return null;
  return listUnmet(snapshot, placement).map((expectation) => (
    <ExpectationCard key={expectation.id} expectation={expectation} accepted={upgrade.accepted.find(({ expectationId }) => expectationId === expectation.id)} />
  ));
}
