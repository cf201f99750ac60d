import "server-only";
import { z } from "zod";
import { checkpointHash, cosignatureSchema, parseCheckpoint, signedCheckpointSchema, type Cosignature } from "@/lib/core/audit/checkpoint";
import { headSchema } from "@/lib/core/audit/heads-tree";
import { sealedRecordSchema } from "@/lib/core/audit/record";
import { digestSchema } from "@/lib/core/digest";
import type { CheckpointStore, NewCheckpoint, StoredCheckpoint } from "@/lib/ports/checkpoint-store";
import type { Clients, Tx } from "./clients";

const rowSchema = z.object({ number: z.int(), canonical: z.string(), signature: z.string() });
const cosignatureRowSchema = z.object({ number: z.int(), publicKey: z.string(), agentId: z.string(), at: z.bigint(), signature: z.string() });
const headRowSchema = z.object({ upgradeId: z.string(), number: z.int(), length: z.int(), head: z.string(), trail: z.string() });
/** Raw queries give every integer as a bigint or a number, as the driver likes. */
const rawHeadSchema = headRowSchema.omit({ number: true }).extend({ length: z.coerce.number() });

/** The checkpoints in the database. */
export function createCheckpointStore({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): CheckpointStore {
  async function withCosignatures(rows: readonly z.infer<typeof rowSchema>[]): Promise<readonly StoredCheckpoint[]> {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return [];
    const found = await reader.cosignature.findMany({
      where: { number: { gte: Math.min(first.number, last.number), lte: Math.max(first.number, last.number) } },
      orderBy: [{ number: "asc" }, { publicKey: "asc" }],
    });
    const cosignatures = new Map<number, Cosignature[]>();
    for (const row of found) cosignatures.set(row.number, [...(cosignatures.get(row.number) ?? []), toCosignature(row)]);
    return rows.map(({ number, canonical, signature }) => ({
      number,
      ...signedCheckpointSchema.parse({ canonical, signature }),
      cosignatures: cosignatures.get(number) ?? [],
    }));
  }

  return {
    findLatest: async () => {
      const row = await reader.checkpoint.findFirst({ orderBy: { number: "desc" } });
      return row ? (await withCosignatures([row]))[0] : undefined;
    },
    list: async (from, to) => withCosignatures(await reader.checkpoint.findMany({ where: { number: { gte: from, lte: to } }, orderBy: { number: "asc" } })),
    readUncovered: async (limit) => {
      const last = await reader.checkpoint.findFirst({ orderBy: { number: "desc" }, select: { position: true } });
      const position = last?.position ?? 0;
      const rows = await reader.auditRecord.findMany({ where: { id: { gt: position } }, orderBy: { id: "asc" }, take: limit });
      return { records: rows.map((row) => sealedRecordSchema.parse(row)), position: rows.at(-1)?.id ?? position };
    },
    readHeads: async (number) => {
      // SQLite takes the other columns from the row that has the maximum.
      const rows = await reader.$queryRaw`
        SELECT "upgradeId", "length", "head", "trail" FROM (
          SELECT "upgradeId", "length", "head", "trail", max("number") FROM "checkpoint_head" WHERE "number" <= ${number} GROUP BY "upgradeId"
        ) ORDER BY "upgradeId"`;
      return z
        .array(rawHeadSchema)
        .parse(rows)
        .map((row) => headSchema.parse(row));
    },
    readMovedHeads: async (number) => {
      const rows = await reader.checkpointHead.findMany({ where: { number }, orderBy: { upgradeId: "asc" } });
      return rows.map(({ number: _, ...head }) => headSchema.parse(head));
    },
    listHeads: async (upgradeId) => {
      const rows = await reader.checkpointHead.findMany({ where: { upgradeId }, orderBy: { number: "asc" } });
      return rows.map(({ number, ...head }) => ({ number, ...headSchema.parse(head) }));
    },
    readHashes: async (upgradeId, after, upTo) => {
      const rows = await reader.auditRecord.findMany({
        where: { upgradeId, seq: { gt: after, lte: upTo } },
        orderBy: { seq: "asc" },
        select: { hash: true },
      });
      return rows.map(({ hash }) => digestSchema.parse(hash));
    },
    append: (made) => writeTransaction((tx) => appendCheckpoint(tx, made)),
    addCosignature: (number, { at, ...cosignature }) =>
      writeTransaction(async (tx) => {
        const { publicKey } = cosignature;
        const known = await tx.cosignature.findUnique({ where: { number_publicKey: { number, publicKey } } });
        if (!known) await tx.cosignature.create({ data: { number, ...cosignature, at: BigInt(at) } });
      }),
  };
}

async function appendCheckpoint(tx: Tx, { checkpoint, heads, position }: NewCheckpoint): Promise<"appended" | "conflict"> {
  const said = parseCheckpoint(checkpoint.canonical);
  if (!said) throw new Error("expected the canonical text of a checkpoint");
  const { number, prevHash } = said;
  const last = await tx.checkpoint.findFirst({ orderBy: { number: "desc" }, select: { number: true } });
  if (number <= (last?.number ?? 0)) return "conflict";
  await tx.checkpoint.create({ data: { number, prevHash, position, hash: checkpointHash(checkpoint.canonical), ...checkpoint } });
  if (heads.length > 0) await tx.checkpointHead.createMany({ data: heads.map((head) => ({ number, ...head })) });
  return "appended";
}

function toCosignature(row: unknown): Cosignature {
  const { number: _, at, ...rest } = cosignatureRowSchema.parse(row);
  return cosignatureSchema.parse({ ...rest, at: Number(at) });
}
