"use client";

import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import { BucketContext } from "./bucket-context";
import { BucketFlow } from "./bucket-flow";
import { BucketList } from "./bucket-list";
import { FilePane } from "./file-pane";
import { SignOffPane } from "./sign-off-pane";
import { useBucketState } from "./use-bucket-state";
import { useReview } from "./review-context";
import { useReviewKeys } from "./use-review-keys";

/** Three panes that scroll apart: buckets and files, the diff, the sign-off. */
export function ReviewPanes({ snapshot }: { snapshot: Snapshot }) {
  const { placement } = useReview();
  const { bucket, query } = useBucketState(snapshot);
  useReviewKeys(bucket);
  return (
    <BucketContext value={bucket}>
      <div className="rv">
        <aside className="rv-left" aria-label="Buckets and files">
          <BucketList />
          <FilePane />
        </aside>
        <main className="rv-mid" id="main">
          <BucketFlow query={query} />
        </main>
        <aside className="rv-right" aria-label="Sign-off">
          <SignOffPane key={placement} />
        </aside>
      </div>
    </BucketContext>
  );
}
