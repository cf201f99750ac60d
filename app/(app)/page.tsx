import type { Metadata } from "next";
import { FleetView } from "@/components/fleet/fleet-view";
import { parseFleetFilter, type SearchParams } from "@/lib/browser/fleet/fleet-address";
import { toLaneChoice } from "@/lib/core/fleet/lane-choice";
import { listLanes } from "@/lib/core/lane/registry";
import { loadFleet, requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Fleet" };

type FleetPageProps = { readonly searchParams: Promise<SearchParams> };

export default async function FleetPage({ searchParams }: FleetPageProps) {
  const person = await requirePagePerson();
  const lanes = listLanes().map(({ lane }) => toLaneChoice(lane));
  return <FleetView initial={await loadFleet(person)} initialFilter={parseFleetFilter(await searchParams)} lanes={lanes} />;
}
