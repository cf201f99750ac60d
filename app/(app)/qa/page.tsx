import type { Metadata } from "next";
import { QaDesk } from "@/components/checklist/qa-desk";
import { loadFleet, requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "QA desk" };

/** Upgrades whose checklist waits for somebody to try the app. */
export default async function QaPage() {
  return <QaDesk initial={await loadFleet(await requirePagePerson())} />;
}
