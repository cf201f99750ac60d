"use client";

import { AppLink } from "@/components/ui/app-link";
import { Status } from "@/components/ui/status";
import { useComingSnapshot } from "@/lib/browser/queries/snapshot";
import { isActive } from "@/lib/core/upgrade/upgrade";
import { useReview } from "./review-context";

/** Whether a snapshot is being taken, or the last one could not be. */
export function SnapshotProgress() {
  const { upgrade } = useReview();
  const last = upgrade.attempts.findLast(({ job }) => job.action.type === "snapshot");
  const isUnderWay = last !== undefined && isActive(last);
  const { data } = useComingSnapshot(upgrade.id, null, isUnderWay && upgrade.snapshots.length > 0);
  const isTaken = upgrade.snapshots.some(({ jobId }) => jobId === last?.job.jobId);
  if (!last || isTaken) return null;
  return (
    <span role="status">
      {isUnderWay ? (
        <Status s="running">
          Taking a snapshot
          {data?.coming && `, ${data.coming.files.sorted.toLocaleString("en-GB")} of ${data.coming.files.listed.toLocaleString("en-GB")} files`}
        </Status>
      ) : (
        <AppLink href={`/upgrades/${upgrade.id}`}>
          <Status s="failed">The last snapshot was not taken</Status>
        </AppLink>
      )}
    </span>
  );
}
