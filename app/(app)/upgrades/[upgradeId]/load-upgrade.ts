import { notFound } from "next/navigation";
import { cache } from "react";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { container } from "@/lib/server/container";
import { loadRecords, requirePagePerson } from "@/lib/server/page-data";

/** What an upgrade's pages start from: its records and everybody who may take part. */
export const loadUpgrade = cache(async (upgradeId: string) => {
  await requirePagePerson();
  const [records, people] = await Promise.all([loadRecords(upgradeId), container().people.list()]);
  return { records, people };
});

/** "harbor v1.1": what an upgrade's pages are called. */
export async function nameUpgrade(upgradeId: string): Promise<string> {
  const { records } = await loadUpgrade(upgradeId);
  const upgrade = foldRecords(records.slice(0, 1));
  if (!upgrade) notFound();
  return `${upgrade.app.name} ${upgrade.lane.shortTitle}`;
}
