import type { CursorStore } from "@/lib/ports/cursor-store";

/** Cursors in memory. */
export function createMemoryCursorStore(): CursorStore {
  const cursors = new Map<string, number>();
  return {
    get: async (agentId) => cursors.get(agentId) ?? 0,
    set: async (agentId, number) => {
      cursors.set(agentId, number);
    },
  };
}
