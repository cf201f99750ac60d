import "server-only";
import type { Digest } from "@/lib/core/digest";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { Clients } from "./clients";

/** SQLite accepts only so many values in one statement. */
const CHUNK = 500;
const PAGE = 1_000;

/** The opened marks in the database. The first opening counts; opening again changes nothing. */
export function createOpenedMarks({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): OpenedMarks {
  return {
    list: async (personId, hunkIds) => {
      const marks = new Map<Digest, number>();
      // Whoever has fewer marks than there are hunks is read once, whatever they belong to.
      const isReadWhole = hunkIds.size > CHUNK && (await reader.openedMark.count({ where: { personId } })) <= hunkIds.size;
      for await (const rows of isReadWhole ? readAll(reader, personId) : readAmong(reader, personId, hunkIds)) {
        for (const { hunkId, openedAt } of rows) if (!isReadWhole || hunkIds.has(hunkId)) marks.set(hunkId, Number(openedAt));
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

type Mark = { readonly hunkId: Digest; readonly openedAt: bigint };

const COLUMNS = { hunkId: true, openedAt: true } as const;

/** Page by page: what others ask comes between. */
async function* readAll(reader: Clients["reader"], personId: string): AsyncGenerator<readonly Mark[]> {
  let rows: readonly Mark[] = [];
  do {
    const behind = rows.at(-1)?.hunkId ?? "";
    rows = await reader.openedMark.findMany({ where: { personId, hunkId: { gt: behind } }, orderBy: { hunkId: "asc" }, take: PAGE, select: COLUMNS });
    yield rows;
  } while (rows.length === PAGE);
}

async function* readAmong(reader: Clients["reader"], personId: string, hunkIds: Iterable<Digest>): AsyncGenerator<readonly Mark[]> {
  for (const chunk of toChunks(hunkIds)) yield await reader.openedMark.findMany({ where: { personId, hunkId: { in: chunk } }, select: COLUMNS });
}

function* toChunks(hunkIds: Iterable<Digest>): Generator<Digest[]> {
  let chunk = new Set<Digest>();
  for (const hunkId of hunkIds) {
    chunk.add(hunkId);
    if (chunk.size < CHUNK) continue;
    yield [...chunk];
    chunk = new Set();
  }
  if (chunk.size > 0) yield [...chunk];
}
