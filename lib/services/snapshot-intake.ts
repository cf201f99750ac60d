import { isActive, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import { type SnapshotDeps, type SortedSnapshot, sortSnapshot } from "./build-snapshot";
import { type ComingSnapshot, createComingSnapshot } from "./coming-snapshot";

/** Sorts snapshots while the agent still takes them, so that nobody waits for one after the other. */
export type SnapshotIntake = {
  /** Begins with a job, unless it takes no snapshot or was begun already. */
  readonly begin: (agent: Pick<Agent, "readOutput">, upgrade: Upgrade, jobId: string) => void;
  /** What was sorted of a job that has ended, and forgets it; null where that has to be done anew. */
  readonly take: (jobId: string) => Promise<SortedSnapshot | null>;
  /** What is being sorted for an upgrade, once more files of it are sorted than the caller has seen, or when the signal ends the wait. */
  readonly follow: (upgradeId: string, seen: number, signal: AbortSignal) => Promise<ComingSnapshot | null>;
};

type Entry = { readonly coming: ComingSnapshot; readonly sorted: Promise<SortedSnapshot | null> };

/** Makes the intake; one for a process. */
export function createSnapshotIntake(deps: SnapshotDeps): SnapshotIntake {
  const entries = new Map<string, Entry>();
  const waiting = new Set<() => void>();

  function wake(): void {
    const woken = [...waiting];
    waiting.clear();
    for (const resolve of woken) resolve();
  }

  return {
    begin: (agent, upgrade, jobId) => {
      const attempt = upgrade.attempts.find(({ job }) => job.jobId === jobId);
      if (entries.has(jobId) || !attempt || attempt.job.action.type !== "snapshot" || !isActive(attempt)) return;
      const { coming, observer } = createComingSnapshot({ upgradeId: upgrade.id, jobId }, wake);
      // Whatever went wrong is found again, and said, once the job has ended.
      entries.set(jobId, { coming, sorted: sortSnapshot(deps, agent, upgrade, jobId, null, observer).catch(() => null) });
    },
    take: async (jobId) => {
      const sorted = await entries.get(jobId)?.sorted;
      entries.delete(jobId);
      return sorted ?? null;
    },
    follow: async (upgradeId, seen, signal) => {
      const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      for (;;) {
        const coming = [...entries.values()].find((entry) => entry.coming.upgradeId === upgradeId)?.coming ?? null;
        if (signal.aborted || (coming?.files().sorted ?? 0) > seen) return coming;
        await Promise.race([new Promise<void>((resolve) => waiting.add(resolve)), aborted]);
      }
    },
  };
}
