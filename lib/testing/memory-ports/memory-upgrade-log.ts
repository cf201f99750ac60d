import { GENESIS } from "@/lib/core/audit/genesis";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { UpgradeProjection } from "@/lib/core/upgrade/projection";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { createMemoryDrafts, type MemoryDrafts } from "./memory-drafts";
import { requireChain } from "@/lib/server/db/require-chain";

/** An upgrade log in memory, with the rules of the real one, beside the drafts that become its records. */
export function createMemoryUpgradeLog(drafts: MemoryDrafts = createMemoryDrafts()): UpgradeLog {
  const records: SealedRecord[] = [];
  let projections = new Map<string, UpgradeProjection>();

  const of = (upgradeId: string) => records.filter((record) => record.upgradeId === upgradeId);
  const age = (upgradeId: string, seq: number) => {
    const index = records.findIndex((record) => record.upgradeId === upgradeId && record.seq === seq);
    if (index < 0) throw new Error(`a delivery names record ${seq} of ${upgradeId}, which does not exist`);
    return index;
  };
  const project = (next: Map<string, UpgradeProjection>) => {
    for (const { deliveries } of next.values()) for (const { upgradeId, seq } of deliveries) age(upgradeId, seq);
    projections = next;
  };

  return {
    read: async (upgradeId, from = 1) => of(upgradeId).filter(({ seq }) => seq >= from),
    listIds: async () => records.filter(({ seq }) => seq === 1).map(({ upgradeId }) => upgradeId),
    append: async (added, projection, published) => {
      requireChain(added, projection);
      const [first] = added;
      if (!first) throw new Error("expected at least one record to append");
      const head = of(first.upgradeId).at(-1);
      if (first.seq <= (head?.seq ?? 0)) return "conflict";
      if (first.seq !== (head?.seq ?? 0) + 1 || first.prevHash !== (head?.hash ?? GENESIS)) {
        throw new Error(`record ${first.seq} of ${first.upgradeId} does not follow the last one: its chain is broken`);
      }
      if (published && drafts.haveChanged(published)) return "conflict";
      const { row } = projection;
      const isAppTaken = row.state === "open" && [...projections.values()].some((other) => other.row.appId === row.appId && other.row.state === "open");
      if (first.seq === 1 && isAppTaken) return "conflict";
      records.push(...added);
      try {
        project(new Map(projections).set(first.upgradeId, projection));
      } catch (error) {
        records.splice(-added.length);
        throw error;
      }
      if (published) drafts.take(published);
      return "appended";
    },
    listRows: async () => [...projections.values()].map(({ row }) => row).sort((a, b) => b.startedAt - a.startedAt || (a.upgradeId < b.upgradeId ? 1 : -1)),
    listDeliveries: async () =>
      [...projections.values()].flatMap(({ deliveries }) => deliveries).sort((a, b) => age(a.upgradeId, a.seq) - age(b.upgradeId, b.seq)),
    replaceProjections: async (next) => project(new Map(next.map((projection) => [projection.row.upgradeId, projection]))),
  };
}
