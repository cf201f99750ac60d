import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AppView } from "@/components/app/app-view";
import { toLaneChoice } from "@/lib/core/fleet/lane-choice";
import { listLanes } from "@/lib/core/lane/registry";
import { loadFleet, requirePagePerson } from "@/lib/server/page-data";

type AppPageProps = { readonly params: Promise<{ readonly appId: string }> };

export async function generateMetadata({ params }: AppPageProps): Promise<Metadata> {
  return { title: (await params).appId };
}

export default async function AppPage({ params }: AppPageProps) {
  const { appId } = await params;
  const fleet = await loadFleet(await requirePagePerson());
  if (!fleet.rows.some(({ app }) => app.id === appId)) notFound();
  return <AppView appId={appId} initial={fleet} lanes={listLanes().map(({ lane }) => toLaneChoice(lane))} />;
}
