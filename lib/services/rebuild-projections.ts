import { foldRecords } from "@/lib/core/upgrade/evolve";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";

/** Throws every projection away and writes them anew from the records. */
export async function rebuildProjections(log: UpgradeLog): Promise<void> {
  const ids = await log.listIds();
  const upgrades = await Promise.all(ids.map(async (id) => foldRecords(await log.read(id))));
  await log.replaceProjections(upgrades.flatMap((upgrade) => (upgrade ? [toProjection(upgrade)] : [])));
}
