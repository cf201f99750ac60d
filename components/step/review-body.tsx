"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Hash } from "@/components/ui/hash";
import { Time } from "@/components/ui/time";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { ReviewBuckets } from "./review-buckets";
import { SnapshotDialog } from "./snapshot-dialog";
import { SnapshotTrouble } from "./snapshot-trouble";

/** What is under review and how far the five buckets are; reading and signing has its own page. */
export function ReviewBody() {
  const { upgrade, stops, next, isMine, shown } = useUpgradeView();
  const [asks, setAsks] = useState(false);
  const snapshot = findSnapshot(upgrade);
  const isNext = isMine && next.stepId === shown.id;
  return (
    <>
      {snapshot ? (
        <p className="q2">
          Snapshot {snapshot.number}, <Time at={snapshot.at} format="datetime" />, <Hash what="tree" value={snapshot.treeId} plain />: {snapshot.files}{" "}
          {snapshot.files === 1 ? "file" : "files"}, {snapshot.additions} lines added, {snapshot.deletions} removed since the anchor.
        </p>
      ) : (
        <p className="q2">There is no snapshot yet. One is taken by itself when the upgrade task has run.</p>
      )}
      <SnapshotTrouble />
      <div className="row wrap">
        {snapshot && (
          <ButtonLink href={reviewPath(upgrade.id)} variant={isNext ? "primary" : "default"}>
            Open review
          </ButtonLink>
        )}
        {!upgrade.ending && (
          <Button variant={isNext && !snapshot ? "primary" : "default"} disabledReason={stops.snapshot()?.reason} onClick={() => setAsks(true)}>
            Take a snapshot…
          </Button>
        )}
      </div>
      <SnapshotDialog open={asks} onClose={() => setAsks(false)} />
      <ReviewBuckets />
    </>
  );
}
