import "server-only";
import type { Digest } from "@/lib/core/digest";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { Clients } from "./clients";

/** SQLite accepts only so many values in one statement. */
const CHUNK = 500;

/** The opened marks in the database. The first opening counts; opening again changes nothing. */
export function createOpenedMarks({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): OpenedMarks {
  return {
    list: async (personId, hunkIds) => {
      const marks = new Map<Digest, number>();
      const chunks = toChunks(hunkIds);
      // Whoever has fewer marks than there are hunks is read once, whatever they belong to.
      if (chunks.length > 1 && (await reader.openedMark.count({ where: { personId } })) <= hunkIds.length) {
        const wanted = new Set(hunkIds);
        const all = await reader.openedMark.findMany({ where: { personId } });
        for (const { hunkId, openedAt } of all) if (wanted.has(hunkId)) marks.set(hunkId, Number(openedAt));
        return marks;
      }
      for (const chunk of chunks) {
        const rows = await reader.openedMark.findMany({ where: { personId, hunkId: { in: chunk } } });
        for (const { hunkId, openedAt } of rows) marks.set(hunkId, Number(openedAt));
      }
      return marks;
    },
    mark: (personId, hunkIds, at) =>
      writeTransaction(async (tx) => {
        for (const chunk of toChunks(hunkIds)) {
          const known = await tx.openedMark.findMany({ where: { personId, hunkId: { in: chunk } }, select: { hunkId: true } });
          const opened = new Set(known.map(({ hunkId }) => hunkId));
          const rows = chunk.filter((hunkId) => !opened.has(hunkId)).map((hunkId) => ({ personId, hunkId, openedAt: BigInt(at) }));
          if (rows.length > 0) await tx.openedMark.createMany({ data: rows });
        }
      }),
    unmark: (personId, hunkIds) =>
      writeTransaction(async (tx) => {
        for (const chunk of toChunks(hunkIds)) await tx.openedMark.deleteMany({ where: { personId, hunkId: { in: chunk } } });
      }),
  };
}

function toChunks(hunkIds: readonly Digest[]): Digest[][] {
  const distinct = [...new Set(hunkIds)];
  const count = Math.ceil(distinct.length / CHUNK);
  return Array.from({ length: count }, (_, index) => distinct.slice(index * CHUNK, (index + 1) * CHUNK));
}
