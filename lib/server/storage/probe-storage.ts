import "server-only";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clients } from "@/lib/server/db/clients";

/** More than a nearly full disk still has to spare in a block. */
const PROBE_BYTES = 64 * 1_024;
const PROBE_AGENT = "storage-probe";

/** Writes to the database and beside it, and takes both back. @throws when either does not work. */
export async function probeStorage(dataFolder: string, { writeTransaction }: Pick<Clients, "writeTransaction">): Promise<void> {
  const file = join(dataFolder, `.storage-probe-${process.pid}`);
  try {
    const handle = await open(file, "w", 0o600);
    try {
      await handle.writeFile(Buffer.alloc(PROBE_BYTES, 1));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(file, { force: true });
  }
  await writeTransaction((tx) =>
    tx.agentCursor.upsert({ where: { agentId: PROBE_AGENT }, create: { agentId: PROBE_AGENT, number: 0 }, update: { number: { increment: 1 } } }),
  );
  await writeTransaction((tx) => tx.agentCursor.deleteMany({ where: { agentId: PROBE_AGENT } }));
}
