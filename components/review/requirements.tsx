"use client";

import { RefusalList } from "@/components/ui/refusal-list";
import type { Category } from "@/lib/core/classify/category";
import { isCurrent, listStanding } from "@/lib/core/review/bucket";
import { listRequirements } from "@/lib/core/review/view-requirements";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** What holds my approval back, what it would not change, and what holds. */
export function Requirements({ category }: { category: Category }) {
  const { upgrade, me } = useReview();
  const { snapshot } = useShownBucket();
  const counts = useMarked(({ countsOf }) => countsOf(category));
  const isSigned = listStanding(upgrade, category).some((own) => own.by.id === me.id && own.decision === "approved" && isCurrent(upgrade, own));
  if (isSigned) return null;
  const requirements = listRequirements({ upgrade, snapshot, category, person: me, counts });
  return (
    <section aria-label="Before you can approve">
      <h2>{requirements.some(({ blocks }) => blocks) ? "Before you can approve" : "Before you approve"}</h2>
      <RefusalList points={requirements} />
    </section>
  );
}
