import type { Metadata } from "next";
import { YourTurnView } from "@/components/fleet/your-turn-view";
import { toLaneChoice } from "@/lib/core/fleet/lane-choice";
import { listLanes } from "@/lib/core/lane/registry";
import { loadFleet, requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Your turn" };

export default async function YourTurnPage() {
  const person = await requirePagePerson();
  return <YourTurnView initial={await loadFleet(person)} lanes={listLanes().map(({ lane }) => toLaneChoice(lane))} />;
}
