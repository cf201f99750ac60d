import "server-only";
import type { CursorStore } from "@/lib/ports/cursor-store";
import type { Clients } from "./clients";

/** The agents' cursors in the database; 0 before the first. */
export function createCursorStore({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): CursorStore {
  return {
    get: async (agentId) => (await reader.agentCursor.findUnique({ where: { agentId } }))?.number ?? 0,
    set: async (agentId, number) => {
      await writeTransaction((tx) => tx.agentCursor.upsert({ where: { agentId }, create: { agentId, number }, update: { number } }));
    },
  };
}
