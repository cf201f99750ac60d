import type { FleetRow } from "@/lib/contract/dashboard-api";
import type { Stage } from "@/lib/core/lane/lane";
import { isSettled } from "@/lib/core/upgrade/step-status";

/** Where an app stands as a whole. */
export type RowState = "not-started" | "running" | "failed" | "interrupted" | "waiting" | "finished" | "abandoned";

const DAY_MS = 24 * 3_600_000;

export function rowState({ upgrade, next }: FleetRow): RowState {
  if (!upgrade) return "not-started";
  if (upgrade.state !== "open") return upgrade.state;
  if (upgrade.step?.status === "failed" || upgrade.step?.status === "interrupted") return upgrade.step.status;
  return next.kind === "running" ? "running" : "waiting";
}

/** The stage an open upgrade is in: its first that is not settled; null before the start and after the end. */
export function currentStage({ upgrade }: FleetRow): Stage | null {
  if (upgrade?.state !== "open") return null;
  return upgrade.stages.find(({ status }) => !isSettled(status))?.stage ?? null;
}

/** Whether a person has let an open upgrade wait for more than a day. */
export function isLate({ upgrade, next }: FleetRow, now: number): boolean {
  return upgrade?.state === "open" && next.kind === "person" && now - upgrade.since > DAY_MS;
}
