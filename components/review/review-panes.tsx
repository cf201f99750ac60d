"use client";

import type { ReactNode } from "react";
import { useComments } from "@/lib/browser/comments/comments-view";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import { BucketFlow } from "./bucket-flow";
import { BucketList } from "./bucket-list";
import { BucketProvider } from "./bucket-provider";
import { FilePane } from "./file-pane";
import { FindBar } from "./find-bar";
import { FindInBucket } from "./find-in-bucket";
import { ReviewDrafts } from "./review-drafts";
import { ReviewActions } from "./review-actions";
import { ReviewComments } from "./review-comments";
import { SignOffPane } from "./sign-off-pane";
import { Toasts } from "./toast";
import { useReview } from "./review-context";
import { WholeLines } from "./whole-lines";

/** Three panes that scroll apart: buckets and files, the diff, the sign-off. */
export function ReviewPanes({ snapshot, first }: { snapshot: Snapshot; first: ReactNode }) {
  const { placement } = useReview();
  const { whyNot } = useComments();
  return (
    <BucketProvider snapshot={snapshot}>
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
              <BucketFlow first={first} />
              <ReviewDrafts />
            </main>
            <aside className="rv-right" aria-label="Sign-off">
              <SignOffPane key={placement} />
            </aside>
          </div>
        </FindInBucket>
      </Toasts>
    </BucketProvider>
  );
}
