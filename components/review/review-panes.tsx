"use client";

import type { ReactNode } from "react";
import { useComments } from "@/lib/browser/comments/comments-view";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import { BucketContext } from "./bucket-context";
import { BucketFlow } from "./bucket-flow";
import { BucketList } from "./bucket-list";
import { FilePane } from "./file-pane";
import { FindBar } from "./find-bar";
import { FindInBucket } from "./find-in-bucket";
import { ReviewDrafts } from "./review-drafts";
import { ReviewActions } from "./review-actions";
import { ReviewComments } from "./review-comments";
import { SignOffPane } from "./sign-off-pane";
import { Toasts } from "./toast";
import { useBucketState } from "./use-bucket-state";
import { useReview } from "./review-context";
import { WholeLines } from "./whole-lines";

/** Three panes that scroll apart: buckets and files, the diff, the sign-off. */
export function ReviewPanes({ snapshot, first }: { snapshot: Snapshot; first: ReactNode }) {
  const { placement } = useReview();
  const { whyNot } = useComments();
  const { bucket, query } = useBucketState(snapshot);
  return (
    <BucketContext value={bucket}>
      <Toasts>
        <ReviewActions />
        <ReviewComments />
        <WholeLines />
        <FindInBucket>
          <div className="rv" data-comments={whyNot === undefined ? "on" : undefined}>
            <aside className="rv-left" aria-label="Buckets and files">
              <BucketList />
              <FilePane />
            </aside>
            <main className="rv-mid" id="main">
              <FindBar />
              <BucketFlow query={query} first={first} />
              <ReviewDrafts />
            </main>
            <aside className="rv-right" aria-label="Sign-off">
              <SignOffPane key={placement} />
            </aside>
          </div>
        </FindInBucket>
      </Toasts>
    </BucketContext>
  );
}
