"use client";

import { useEffect, useRef } from "react";
import type { useSnapshotIndex } from "@/lib/browser/queries/snapshot";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { BucketContent } from "./bucket-content";
import { BucketHead } from "./bucket-head";
import { NewerBar } from "./newer-bar";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

export type BucketFlowProps = { query: ReturnType<typeof useSnapshotIndex> };

/** The middle pane: what this bucket is about, then everything to read in it. */
export function BucketFlow({ query }: BucketFlowProps) {
  const { placement, shown } = useReview();
  const ref = useRef<HTMLElement>(null);
  const { title } = placementText(placement);

  const content = `${placement} ${shown.snapshot?.number}`;
  const focusedFor = useRef(content);

  // A bucket reached by its key, or a snapshot that took the place of another, leaves no focus behind: the
  // diff takes it, once a dialog that is closing has put back its own.
  useEffect(() => {
    if (focusedFor.current === content) return;
    focusedFor.current = content;
    setTimeout(() => {
      if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
    });
  }, [content]);

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reachable by keyboard */}
      <section key={placement} ref={ref} className="flow" tabIndex={0} aria-label={`Diff of ${title}`}>
        <BucketHead />
        {query.isPending && <Skeleton label="Loading the snapshot" lines={8} />}
        {query.isError && (
          <ErrorPanel title="The snapshot could not be read" actions={<Button onClick={() => void query.refetch()}>Try again</Button>}>
            {query.error.message} Nothing you opened or wrote is lost.
          </ErrorPanel>
        )}
        {query.isSuccess && <BucketContent />}
      </section>
      <NewerBar />
    </>
  );
}
