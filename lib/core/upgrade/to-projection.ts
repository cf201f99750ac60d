import type { Delivery, UpgradeProjection } from "./projection";
import { isActive, type Attempt, type Upgrade } from "./upgrade";

/** The rows that follow from an upgrade's records; nothing else may write them. */
export function toProjection(upgrade: Upgrade): UpgradeProjection {
  const { id: upgradeId, app, lane, startedAt, ending, lastSeq, lastAt } = upgrade;
  return {
    row: { upgradeId, appId: app.id, laneId: lane.id, startedAt, endedAt: ending?.at ?? null, state: ending?.type ?? "open", lastSeq, lastAt },
    deliveries: upgrade.attempts.flatMap((attempt) => toDeliveries(upgrade, attempt)),
  };
}

function toDeliveries({ id: upgradeId, app: { agentId } }: Upgrade, attempt: Attempt): readonly Delivery[] {
  const { job, seq } = attempt;
  const base = { seq, upgradeId, agentId, jobId: job.jobId };
  if (!attempt.accepted) return [{ ...base, kind: "job", job }];
  const isOpen = isActive(attempt) || attempt.progress.status === "serving";
  return attempt.cancelRequested && isOpen ? [{ ...base, kind: "cancel", job: null }] : [];
}
