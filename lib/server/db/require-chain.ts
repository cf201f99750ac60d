import "server-only";
import { recordHash, type SealedRecord } from "@/lib/core/audit/record";
import type { UpgradeProjection } from "@/lib/core/upgrade/projection";

/**
 * Checks what is about to be appended before the database is asked.
 *
 * @throws when the records are not one upgrade's unbroken run: a bug in the caller, not a lost race.
 */
export function requireChain(records: readonly SealedRecord[], { row, deliveries }: UpgradeProjection): void {
  const upgradeId = records[0]?.upgradeId;
  if (upgradeId === undefined) throw new Error("expected at least one record to append");
  for (const [index, { seq, prevHash, canonical, hash, ...record }] of records.entries()) {
    const before = records[index - 1];
    const follows = !before || (before.seq + 1 === seq && before.hash === prevHash);
    if (!follows || record.upgradeId !== upgradeId) throw new Error(`record ${seq} of ${record.upgradeId} does not follow the one before it`);
    if (recordHash(prevHash, canonical) !== hash) throw new Error(`record ${seq} of ${record.upgradeId} does not match its hash`);
  }
  const strange = [row, ...deliveries].find((part) => part.upgradeId !== upgradeId);
  if (strange) throw new Error(`expected the projection of ${upgradeId}, got one of ${strange.upgradeId}`);
}
