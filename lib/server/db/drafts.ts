import "server-only";
import { type CommentDraft, draftSchema } from "@/lib/contract/comments-api";
import type { DraftOwner, Drafts } from "@/lib/ports/drafts";
import type { PublishedDrafts } from "@/lib/ports/upgrade-log";
import type { Clients, Tx } from "./clients";

/** The drafts in the database. */
export function createDrafts({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): Drafts {
  return {
    list: async (owner) => {
      const rows = await reader.commentDraft.findMany({ where: owner, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
      return rows.map(toDraft);
    },
    save: (owner, { id, target, body, mustFix, savedAt }, base) =>
      writeTransaction(async (tx) => {
        const content = { target: JSON.stringify(target), body, mustFix, savedAt: BigInt(savedAt), version: base + 1 };
        if (base > 0) {
          const { count } = await tx.commentDraft.updateMany({ where: { ...owner, id, version: base }, data: content });
          return count === 1 ? "saved" : "changed";
        }
        if (await tx.commentDraft.findFirst({ where: { ...owner, id }, select: { id: true } })) return "changed";
        await tx.commentDraft.create({ data: { ...owner, id, ...content, createdAt: BigInt(savedAt) } });
        return "saved";
      }),
    remove: (owner, ids) => writeTransaction((tx) => removeDrafts(tx, owner, ids)),
  };
}

/** Whether one of them is gone, or something newer was saved. */
export async function haveDraftsChanged(tx: Tx, { owner, drafts }: PublishedDrafts): Promise<boolean> {
  const rows = await tx.commentDraft.findMany({ where: { ...owner, id: { in: drafts.map(({ id }) => id) } }, select: { id: true, version: true } });
  return drafts.some(({ id, version }) => !rows.some((row) => row.id === id && row.version === version));
}

/** Removes drafts; those that are gone already are none of its business. */
export async function removeDrafts(tx: Tx, owner: DraftOwner, ids: readonly string[]): Promise<void> {
  await tx.commentDraft.deleteMany({ where: { ...owner, id: { in: [...ids] } } });
}

function toDraft(row: { id: string; target: string; body: string; mustFix: boolean; version: number; savedAt: bigint }): CommentDraft {
  return draftSchema.parse({ ...row, target: JSON.parse(row.target), savedAt: Number(row.savedAt) });
}
