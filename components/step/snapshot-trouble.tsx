"use client";

import { Note } from "@/components/ui/note";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeProgress } from "@/lib/core/upgrade/describe-attempt";
import { isActive } from "@/lib/core/upgrade/upgrade";

/** Whether a snapshot is being taken, or the last try came to nothing. */
export function SnapshotTrouble() {
  const { upgrade } = useUpgradeView();
  const last = upgrade.attempts.findLast(({ job }) => job.action.type === "snapshot");
  if (!last) return null;
  if (isActive(last)) {
    return (
      <Note status="running">
        <p>A snapshot is {last.progress.status === "running" ? "being taken" : "on its way"}. What is shown here is from before.</p>
      </Note>
    );
  }
  const { progress } = last;
  const isTaken = upgrade.snapshots.some(({ jobId }) => jobId === last.job.jobId);
  if (isTaken || (progress.status !== "ended" && progress.status !== "refused")) return null;
  return (
    <Note status={progress.status === "ended" && progress.outcome === "interrupted" ? "interrupted" : "failed"}>
      <p>
        <b className="semi">The last snapshot came to nothing</b> ({describeProgress(last)}). {progress.message}
      </p>
    </Note>
  );
}
