import { parseCheckpoint } from "@/lib/core/audit/checkpoint";
import type { Head } from "@/lib/core/audit/heads-tree";
import type { CheckpointStore, StoredCheckpoint } from "@/lib/ports/checkpoint-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";

/** Checkpoints in memory, over an upgrade log whose upgrades come one after the other. */
export function createMemoryCheckpointStore(log: UpgradeLog): CheckpointStore {
  const checkpoints: StoredCheckpoint[] = [];
  const heads: (Head & { readonly number: number })[] = [];
  const covered = new Map<string, number>();
  const byId = (a: Head, b: Head) => (a.upgradeId < b.upgradeId ? -1 : 1);
  const withoutNumber = ({ number: _, ...head }: Head & { readonly number: number }): Head => head;

  return {
    findLatest: async () => checkpoints.at(-1),
    list: async (from, to) => checkpoints.slice(Math.max(0, from - 1), to),
    readUncovered: async (limit) => {
      const all = await Promise.all((await log.listIds()).map((upgradeId) => log.read(upgradeId)));
      const records = all.flat().filter(({ upgradeId, seq }) => seq > (covered.get(upgradeId) ?? 0));
      return { records: records.slice(0, limit), position: 0 };
    },
    readHeads: async (number) => {
      const newest = new Map(heads.filter((head) => head.number <= number).map((head) => [head.upgradeId, withoutNumber(head)]));
      return [...newest.values()].sort(byId);
    },
    readMovedHeads: async (number) =>
      heads
        .filter((head) => head.number === number)
        .map(withoutNumber)
        .sort(byId),
    listHeads: async (upgradeId) => heads.filter((head) => head.upgradeId === upgradeId),
    readHashes: async (upgradeId, after, upTo) => (await log.read(upgradeId)).filter(({ seq }) => seq > after && seq <= upTo).map(({ hash }) => hash),
    append: async ({ checkpoint, heads: moved }) => {
      const number = parseCheckpoint(checkpoint.canonical)?.number ?? 0;
      if (number !== checkpoints.length + 1) return "conflict";
      checkpoints.push({ ...checkpoint, number, cosignatures: [] });
      for (const head of moved) {
        heads.push({ ...head, number });
        covered.set(head.upgradeId, head.length);
      }
      return "appended";
    },
    addCosignature: async (number, cosignature) => {
      const stored = checkpoints[number - 1];
      if (!stored || stored.cosignatures.some(({ publicKey }) => publicKey === cosignature.publicKey)) return;
      checkpoints[number - 1] = { ...stored, cosignatures: [...stored.cosignatures, cosignature] };
    },
  };
}
