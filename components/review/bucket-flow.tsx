"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useReviewIndex } from "@/lib/browser/queries/snapshot";
import { BucketHead, OrderSwitch } from "./bucket-head";
import { useShownBucket } from "./bucket-context";
import { CompareBox } from "./compare-box";
import { DifferenceBox } from "./difference-box";
import { DiffList } from "./diff-list";
import { EmptyBucket } from "./empty-bucket";
import { ExpectationList } from "./expectation-list";
import { GoneComments } from "./gone-comments";
import { FilterNote } from "./filter-note";
import { HashTarget } from "./hash-target";
import { NewerBar } from "./newer-bar";
import { OwedStart } from "./owed-start";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

export type BucketFlowProps = {
  /** What the server drew already, until everything is there. */
  first: ReactNode;
};

/** The middle pane: what this bucket is about, then everything to read in it. */
export function BucketFlow({ first }: BucketFlowProps) {
  const { upgrade, placement } = useReview();
  const { list, snapshot, isInOrder } = useShownBucket();
  const query = useReviewIndex(upgrade.id, snapshot.number);
  const ref = useRef<HTMLElement>(null);
  const mapRef = useRef<HTMLDivElement>(null);
  const { title } = placementText(placement);

  const content = `${placement} ${snapshot.number}`;
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
        <div className="flow-lead">
          <BucketHead order={<OrderSwitch />} />
          <CompareBox />
          <DifferenceBox />
          <ExpectationList />
          {query.isSuccess && (
            <>
              <HashTarget />
              <OwedStart />
              <FilterNote />
              <GoneComments />
              {list.files.length === 0 && <EmptyBucket />}
            </>
          )}
          {query.isError && (
            <ErrorPanel title="The snapshot could not be read" actions={<Button onClick={() => void query.refetch()}>Try again</Button>}>
              {query.error.message} Nothing you opened or wrote is lost.
            </ErrorPanel>
          )}
        </div>
        {/* Until it is in order, what the server drew stays, which is in that order. */}
        {(query.isPending || (query.isSuccess && !isInOrder)) && first}
        {query.isSuccess && isInOrder && <DiffList scrollerRef={ref} mapRef={mapRef} />}
      </section>
      <div ref={mapRef} className="map-place" />
      <NewerBar />
    </>
  );
}
