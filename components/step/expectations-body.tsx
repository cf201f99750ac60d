"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CATEGORIES } from "@/lib/core/classify/category";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { ExpectationGroup } from "./expectation-group";
import { SnapshotDialog } from "./snapshot-dialog";
import { SnapshotTrouble } from "./snapshot-trouble";

/** What the lane says must be there after the upgrade, held against the newest snapshot. */
export function ExpectationsBody() {
  const { upgrade, stops, next, isMine, shown } = useUpgradeView();
  const [asks, setAsks] = useState(false);
  const snapshot = findSnapshot(upgrade);
  const isNext = isMine && next.stepId === shown.id && !snapshot;
  return (
    <>
      <p className="q2">
        {snapshot
          ? `Snapshot ${snapshot.number}: ${snapshot.expectations.filter(({ met }) => met).length} of ${snapshot.expectations.length} expectations met. An unmet one is either made good in the checkout, or its absence is accepted in its bucket.`
          : "There is no snapshot yet to compare with."}
      </p>
      <SnapshotTrouble />
      {!upgrade.ending && (
        <div>
          <Button variant={isNext ? "primary" : "default"} disabledReason={stops.snapshot()?.reason} onClick={() => setAsks(true)}>
            Take a snapshot…
          </Button>
        </div>
      )}
      <SnapshotDialog open={asks} onClose={() => setAsks(false)} />
      {snapshot && CATEGORIES.map((category) => <ExpectationGroup key={category} category={category} />)}
    </>
  );
}
