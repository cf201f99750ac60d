import "server-only";
import { type Delivery, deliverySchema, type UpgradeRow, upgradeRowSchema } from "@/lib/core/upgrade/projection";
import type { Delivery as StoredDelivery, UpgradeRow as StoredRow } from "./generated/client";

export function toStoredRow(row: UpgradeRow): StoredRow {
  return {
    ...row,
    startedAt: BigInt(row.startedAt),
    endedAt: row.endedAt === null ? null : BigInt(row.endedAt),
    lastAt: BigInt(row.lastAt),
  };
}

export function toUpgradeRow(stored: StoredRow): UpgradeRow {
  return upgradeRowSchema.parse({
    ...stored,
    startedAt: Number(stored.startedAt),
    endedAt: stored.endedAt === null ? null : Number(stored.endedAt),
    lastAt: Number(stored.lastAt),
  });
}

export function toDeliveryRow({ upgradeId, seq, agentId, jobId, kind, job }: Delivery): Omit<StoredDelivery, "id"> {
  return { upgradeId, seq, agentId, jobId, kind, job: job === null ? null : JSON.stringify(job) };
}

export function toDelivery({ job, ...stored }: StoredDelivery): Delivery {
  return deliverySchema.parse({ ...stored, job: job === null ? null : JSON.parse(job) });
}
