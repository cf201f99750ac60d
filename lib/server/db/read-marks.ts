import "server-only";
import type { ReadMarks } from "@/lib/ports/read-marks";
import type { Clients } from "./clients";

/** The read marks in the database. */
export function createReadMarks({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): ReadMarks {
  return {
    list: async (personId) => {
      const rows = await reader.readMark.findMany({ where: { personId } });
      return new Map(rows.map(({ upgradeId, seq }) => [upgradeId, seq]));
    },
    mark: (personId, upgradeId, seq) =>
      writeTransaction(async (tx) => {
        const { count } = await tx.readMark.updateMany({ where: { personId, upgradeId, seq: { lt: seq } }, data: { seq } });
        if (count > 0 || (await tx.readMark.findFirst({ where: { personId, upgradeId } }))) return;
        await tx.readMark.create({ data: { personId, upgradeId, seq } });
      }),
  };
}
