import { GENESIS } from "@/lib/core/audit/genesis";
import { type SealedRecord, sealRecords } from "@/lib/core/audit/record";
import { SYSTEM } from "@/lib/core/people/person";
import type { Delivery, UpgradeProjection } from "@/lib/core/upgrade/projection";

const NOON = Date.UTC(2026, 10, 21, 12);

/** `count` records behind `head`, whose payload does not matter. */
export function someRecords(upgradeId: string, count: number, head?: SealedRecord, reason = "for a test"): readonly SealedRecord[] {
  const entries = Array.from({ length: count }, () => ({ actor: SYSTEM, event: { type: "upgrade.abandoned", reason } as const }));
  return sealRecords(upgradeId, head ?? { seq: 0, hash: GENESIS }, entries, NOON);
}

type GivenProjection = {
  readonly appId?: string;
  readonly state?: "open" | "finished";
  readonly startedAt?: number;
  readonly deliveries?: readonly Delivery[];
};

/** A projection of records that end at `lastSeq`, of an upgrade that is open and alone on its app. */
export function aProjection(upgradeId: string, lastSeq: number, given: GivenProjection = {}): UpgradeProjection {
  const { appId = `app-of-${upgradeId}`, state = "open", startedAt = NOON, deliveries = [] } = given;
  const endedAt = state === "open" ? null : NOON;
  const row = { upgradeId, appId, laneId: "sigra-v1.0", startedAt, endedAt, state, lastSeq, lastAt: NOON } as const;
  return { row, deliveries };
}

/** A wish to cancel a job, which needs no job to be complete. */
export function aDelivery(upgradeId: string, seq: number): Delivery {
  return { upgradeId, seq, agentId: "agent-1", jobId: `job-${upgradeId}-${seq}`, kind: "cancel", job: null };
}
