import type { Metadata } from "next";
import { AuditIndex } from "@/components/audit/audit-index";
import { loadFleet, loadRecords, requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditIndexPage() {
  const fleet = await loadFleet(await requirePagePerson());
  const ids = fleet.rows.flatMap(({ upgrade }) => (upgrade ? [upgrade.id] : []));
  const counts = await Promise.all(ids.map(async (id) => [id, (await loadRecords(id)).length] as const));
  return <AuditIndex initial={fleet} recordCounts={Object.fromEntries(counts)} />;
}
