"use client";

import { ThreadBadge } from "@/components/comment/thread-badge";
import { AppLink } from "@/components/ui/app-link";
import { CategorySquare } from "@/components/ui/category-square";
import { Status } from "@/components/ui/status";
import { useComments } from "@/lib/browser/comments/comments-view";
import type { Placement } from "@/lib/core/classify/category";
import { describeBucketState } from "@/lib/core/review/view-bucket-state";
import { useMarked, useShownBucket } from "./bucket-context";
import { bucketHref, placementText } from "./placement-text";
import { useReview } from "./review-context";

/** One bucket: how far I am with it, and the state everybody shares. */
export function BucketRow({ placement }: { placement: Placement }) {
  const { upgrade, placement: current } = useReview();
  const { snapshot, isLoading, since } = useShownBucket();
  const { counts: comments } = useComments();
  const { number, title, shortTitle } = placementText(placement);
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  const hunks = isLoading ? snapshot.buckets[placement].hunks : counts.hunks;
  const { opened } = counts;
  const { status, words, names } = describeBucketState(upgrade, placement, { hunks, opened });
  const differing = placement === current && status === "outdated" && since?.status === "ready" ? since.count : 0;
  const detail = differing > 0 ? `${differing} ${differing === 1 ? "hunk differs" : "hunks differ"}` : names.join(", ");

  return (
    <AppLink
      className="bucket"
      href={bucketHref(upgrade.id, placement)}
      aria-current={placement === current ? "page" : undefined}
      title={detail ? `${words}, ${detail}` : undefined}
    >
      <CategorySquare number={number} />
      <span className="nm trunc">
        <span className="w-lg">{title}</span>
        <span className="w-md">{shortTitle}</span>
      </span>
      <span className="count">
        <ThreadBadge count={comments.buckets.get(placement)} /> {placement === "unclassified" ? hunks : `${opened} of ${hunks}`}
        <span className="vh">{placement === "unclassified" ? " hunks" : " hunks opened"}</span>
      </span>
      <Status s={status}>
        {words}
        {detail && <span className={differing > 0 ? undefined : "w-lg"}>, {detail}</span>}
      </Status>
    </AppLink>
  );
}
