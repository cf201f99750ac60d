"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { CommentsProvider } from "@/lib/browser/comments/comments-view";
import { useMe } from "@/lib/browser/providers";
import { useRecords } from "@/lib/browser/queries/upgrade";
import { useCompared } from "@/lib/browser/review/use-compared";
import { useReadingChoices } from "@/lib/browser/review/use-reading-choices";
import { useReadingOrder } from "@/lib/browser/review/use-reading-order";
import { useShownReview } from "@/lib/browser/review/use-shown-review";
import { openRecords } from "@/lib/browser/upgrade/open-records";
import type { SealedRecord } from "@/lib/core/audit/record";
import { placementSchema } from "@/lib/core/classify/category";
import { NoSnapshot } from "./no-snapshot";
import { ReviewBar } from "./review-bar";
import { ReviewContext } from "./review-context";
import { ReviewPanes } from "./review-panes";
import "../comment/comment.css";
import "../diff/diff.css";
import "./review.css";

export type ReviewPageProps = {
  upgradeId: string;
  initialRecords: readonly SealedRecord[];
  /** What the router shows when the address names no bucket. */
  children: ReactNode;
};

/** The review of an upgrade. It stays while the reader goes from bucket to bucket. */
export function ReviewPage({ upgradeId, initialRecords, children }: ReviewPageProps) {
  const me = useMe();
  const sealed = useRecords(upgradeId, initialRecords);
  const { records, upgrade } = useMemo(() => openRecords(sealed), [sealed]);
  const shown = useShownReview(upgrade, me.id);
  const reading = useReadingChoices();
  const compared = useCompared();
  const ordered = useReadingOrder();
  const placement = placementSchema.safeParse(usePathname().split("/")[4]).data;
  const review = useMemo(
    () => (placement ? { upgrade, records, me, placement, shown, compared, ordered, ...reading } : null),
    [upgrade, records, me, placement, shown, compared, ordered, reading],
  );

  if (review === null) return children;
  return (
    <ReviewContext value={review}>
      <CommentsProvider upgrade={upgrade} snapshot={shown.snapshot?.number ?? null}>
        <ReviewBar />
        {shown.snapshot ? <ReviewPanes snapshot={shown.snapshot} first={children} /> : <NoSnapshot />}
      </CommentsProvider>
    </ReviewContext>
  );
}
