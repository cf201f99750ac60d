import type { Metadata } from "next";
import { LaneIndex } from "@/components/lane/lane-index";
import { SubBar } from "@/components/shell/sub-bar";
import { listLanes } from "@/lib/core/lane/registry";
import { requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Lanes" };

export default async function LanesPage() {
  await requirePagePerson();
  return (
    <>
      <SubBar crumbs={[{ label: "Rules", href: "/rules" }, { label: "Lanes" }]} />
      <main className="page" id="main">
        <div className="page-h">
          <div className="grow">
            <h1>Lanes</h1>
            <p className="q2 mt-1">Upgrade guides as data: each upgrade goes through one of them.</p>
          </div>
        </div>
        <LaneIndex lanes={listLanes()} />
      </main>
    </>
  );
}
