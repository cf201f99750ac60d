import "server-only";
import { GENESIS } from "@/lib/core/audit/genesis";
import { type SealedRecord, sealedRecordSchema } from "@/lib/core/audit/record";
import type { UpgradeProjection } from "@/lib/core/upgrade/projection";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import type { Clients, Tx } from "./clients";
import { haveDraftsChanged, removeDrafts } from "./drafts";
import { toDelivery, toDeliveryRow, toStoredRow, toUpgradeRow } from "./projection-rows";
import { requireChain } from "./require-chain";

type UpgradeLogDeps = Pick<Clients, "reader" | "writeTransaction">;

/** The audit records and their projections in the database. */
export function createUpgradeLog({ reader, writeTransaction }: UpgradeLogDeps): UpgradeLog {
  return {
    read: async (upgradeId, from = 1) => {
      const rows = await reader.auditRecord.findMany({ where: { upgradeId, seq: { gte: from } }, orderBy: { seq: "asc" } });
      return rows.map((row) => sealedRecordSchema.parse(row));
    },
    listIds: async () => {
      const rows = await reader.auditRecord.findMany({ where: { seq: 1 }, orderBy: { id: "asc" }, select: { upgradeId: true } });
      return rows.map(({ upgradeId }) => upgradeId);
    },
    append: async (records, projection, published) => {
      requireChain(records, projection);
      return writeTransaction(async (tx) => {
        if (published && (await haveDraftsChanged(tx, published))) return "conflict";
        const outcome = await appendRecords(tx, records, projection);
        if (published && outcome === "appended")
          await removeDrafts(
            tx,
            published.owner,
            published.drafts.map(({ id }) => id),
          );
        return outcome;
      });
    },
    listRows: async () => {
      const rows = await reader.upgradeRow.findMany({ orderBy: [{ startedAt: "desc" }, { upgradeId: "desc" }] });
      return rows.map(toUpgradeRow);
    },
    listDeliveries: async () => {
      const rows = await reader.delivery.findMany({ orderBy: [{ record: { id: "asc" } }, { id: "asc" }] });
      return rows.map(toDelivery);
    },
    replaceProjections: (projections) =>
      writeTransaction(async (tx) => {
        await tx.delivery.deleteMany();
        await tx.upgradeRow.deleteMany();
        for (const projection of projections) await writeProjection(tx, projection);
      }),
  };
}

async function appendRecords(tx: Tx, records: readonly SealedRecord[], projection: UpgradeProjection): Promise<"appended" | "conflict"> {
  const [first] = records;
  if (!first) throw new Error("expected at least one record to append");
  const { upgradeId } = first;
  const head = await tx.auditRecord.findFirst({ where: { upgradeId }, orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
  const headSeq = head?.seq ?? 0;
  if (first.seq <= headSeq) return "conflict";
  if (first.seq !== headSeq + 1 || first.prevHash !== (head?.hash ?? GENESIS)) {
    throw new Error(`record ${first.seq} of ${upgradeId} does not follow record ${headSeq}: its chain is broken`);
  }
  if (first.seq === 1 && (await hasOpenUpgrade(tx, projection))) return "conflict";
  const rows = records.map(({ seq, canonical, prevHash, hash }) => ({ upgradeId, seq, canonical, prevHash, hash }));
  await tx.auditRecord.createMany({ data: rows });
  await tx.delivery.deleteMany({ where: { upgradeId } });
  await writeProjection(tx, projection);
  return "appended";
}

/** Whether the app that an upgrade is about to open goes through another one. */
async function hasOpenUpgrade(tx: Tx, { row }: UpgradeProjection): Promise<boolean> {
  if (row.state !== "open") return false;
  const other = await tx.upgradeRow.findFirst({ where: { appId: row.appId, state: "open" }, select: { upgradeId: true } });
  return other !== null;
}

async function writeProjection(tx: Tx, { row, deliveries }: UpgradeProjection): Promise<void> {
  const stored = toStoredRow(row);
  await tx.upgradeRow.upsert({ where: { upgradeId: row.upgradeId }, create: stored, update: stored });
  if (deliveries.length > 0) await tx.delivery.createMany({ data: deliveries.map(toDeliveryRow) });
}
