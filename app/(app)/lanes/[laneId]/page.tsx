import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LaneDocument } from "@/components/lane/lane-document";
import { SubBar } from "@/components/shell/sub-bar";
import { findLane } from "@/lib/core/lane/registry";
import { requirePagePerson } from "@/lib/server/page-data";

type LanePageProps = { readonly params: Promise<{ readonly laneId: string }> };

export async function generateMetadata({ params }: LanePageProps): Promise<Metadata> {
  return { title: findLane((await params).laneId)?.lane.title ?? "Lane" };
}

export default async function LanePage({ params }: LanePageProps) {
  await requirePagePerson();
  const found = findLane((await params).laneId);
  if (!found) notFound();
  const { lane } = found;
  return (
    <>
      <SubBar crumbs={[{ label: "Lanes", href: "/lanes" }, { label: lane.shortTitle }]} />
      <main className="page" id="main">
        <div className="page-h">
          <div className="grow">
            <h1>{lane.title}</h1>
            <p className="q2 mt-1 max-w-[75ch]">{lane.description}</p>
          </div>
        </div>
        <LaneDocument {...found} />
      </main>
    </>
  );
}
