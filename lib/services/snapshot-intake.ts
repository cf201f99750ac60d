import type { Agent } from "@/lib/ports/agent";
import { isActive, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { type SnapshotDeps, type SortedSnapshot, sortSnapshot } from "./build-snapshot";

/** Sorts snapshots while the agent still takes them, so that nobody waits for one after the other. */
export type SnapshotIntake = {
  /** Begins with a job, unless it takes no snapshot or was begun already. */
  readonly begin: (agent: Pick<Agent, "readOutput">, upgrade: Upgrade, jobId: string) => void;
  /** What was sorted of a job that has ended, and forgets it; null where that has to be done anew. */
  readonly take: (jobId: string) => Promise<SortedSnapshot | null>;
};

export function createSnapshotIntake(deps: SnapshotDeps): SnapshotIntake {
  const underWay = new Map<string, Promise<SortedSnapshot | null>>();
  return {
    begin: (agent, upgrade, jobId) => {
      const attempt = upgrade.attempts.find(({ job }) => job.jobId === jobId);
      if (underWay.has(jobId) || !attempt || attempt.job.action.type !== "snapshot" || !isActive(attempt)) return;
      // Whatever went wrong is found again, and said, once the job has ended.
      underWay.set(
        jobId,
        sortSnapshot(deps, agent, upgrade, jobId, null).catch(() => null),
      );
    },
    take: async (jobId) => {
      const sorted = underWay.get(jobId);
      underWay.delete(jobId);
      return sorted ?? null;
    },
  };
}
