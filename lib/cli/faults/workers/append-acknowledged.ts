// Run as a process of its own, under strace: stores blobs and appends records that name them, and says on its standard
// output what it considers safe. Arguments: data folder, records per upgrade, `FULL` or `NORMAL`.
import { writeSync } from "node:fs";
import { join } from "node:path";
import { CATEGORIES } from "@/lib/core/classify/category";
import { decideApprove } from "@/lib/core/upgrade/decide/sign-off";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { createDatabase } from "@/lib/server/db/database";
import { executeExisting } from "@/lib/services/execute-upgrade";
import { approval, REVIEWER_A } from "@/lib/testing/upgrade-builders";
import { createReviewedUpgrade } from "../reviewed-upgrade";

const [folder = "", count = "", synchronous = ""] = process.argv.slice(2);
const { log, clients, connect } = createDatabase({ file: join(folder, "dashboard.db") });
await connect();
// Often, so that a recording of a few seconds holds many checkpoints.
await clients.writer.$queryRawUnsafe("PRAGMA wal_autocheckpoint = 40");
if (synchronous === "NORMAL") await clients.writer.$executeRawUnsafe("PRAGMA synchronous = NORMAL");
const blobs = createFileBlobStore(join(folder, "blobs"));
const deps = { log, live: { publish: () => {} }, now: Date.now };

/** One upgrade's sign-offs, each acknowledged when the product would answer. */
async function sign(upgradeId: string): Promise<void> {
  const { records, upgrade } = createReviewedUpgrade(upgradeId);
  await log.append(records, toProjection(upgrade));
  for (let index = 0; index < Number(count); index += 1) {
    const coverageBlob = await blobs.put(new TextEncoder().encode(`${upgradeId} ${index} ${"opened ".repeat(index * 7)}`));
    const category = CATEGORIES[index % CATEGORIES.length] ?? "router";
    const signed = await executeExisting(deps, upgradeId, (found) => decideApprove(found, REVIEWER_A, { ...approval(found, category), coverageBlob }));
    if (!signed.ok) throw new Error(signed.error.message);
    writeSync(1, `ACK ${upgradeId} ${signed.value.lastSeq}\n`);
  }
}

await Promise.all([sign("first"), sign("second")]);
// As a power cut would find it: nothing is closed.
process.kill(process.pid, "SIGKILL");
