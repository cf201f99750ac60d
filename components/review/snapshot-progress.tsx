"use client";

import { AppLink } from "@/components/ui/app-link";
import { Status } from "@/components/ui/status";
import { useComingSnapshot } from "@/lib/browser/queries/snapshot";
import { isActive } from "@/lib/core/upgrade/upgrade";
import { describeSorted } from "./describe-sorted";
import { useReview } from "./review-context";

/** Whether a snapshot is being taken, or the last one could not be. */
export function SnapshotProgress() {
  const { upgrade, placement } = useReview();
  const last = upgrade.attempts.findLast(({ job }) => job.action.type === "snapshot");
  const isUnderWay = last !== undefined && isActive(last);
  // While the first one is taken, the page asks the same for its bucket.
  const { data } = useComingSnapshot(upgrade.id, upgrade.snapshots.length > 0 ? null : placement, isUnderWay);
  const isTaken = upgrade.snapshots.some(({ jobId }) => jobId === last?.job.jobId);
  if (!last || isTaken) return null;
  return (
    <>
      <span role="status">
        {isUnderWay ? (
          <Status s="running">Taking a snapshot</Status>
        ) : (
          <AppLink href={`/upgrades/${upgrade.id}`}>
            <Status s="failed">The last snapshot was not taken</Status>
          </AppLink>
        )}
      </span>
      {isUnderWay && data?.coming && <span className="q small tabular-nums">{describeSorted(data.coming.files)}</span>}
    </>
  );
}
