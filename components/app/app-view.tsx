"use client";

import { useState } from "react";
import type { z } from "zod";
import { SubBar } from "@/components/shell/sub-bar";
import { useFleet } from "@/lib/browser/queries/fleet";
import type { fleetSchema } from "@/lib/contract/dashboard-api";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { AppNext } from "./app-next";
import { CheckoutBox } from "./checkout-box";
import { PolicyBox } from "./policy-box";
import { StandInChip } from "./stand-in-chip";
import { StartUpgradeDialog } from "./start-upgrade-dialog";
import { UpgradeHistory } from "./upgrade-history";

export type AppViewProps = { appId: string; initial: z.infer<typeof fleetSchema>; lanes: readonly LaneChoice[] };

/** One app: what is next, its checkout, every upgrade it has had. */
export function AppView({ appId, initial, lanes }: AppViewProps) {
  const row = useFleet(initial).data.rows.find(({ app }) => app.id === appId);
  const [isStarting, setStarting] = useState(false);
  if (row === undefined) return null;
  const { app } = row;

  return (
    <>
      <SubBar crumbs={[{ label: "Fleet", href: "/" }, { label: "Apps", href: "/apps", wideOnly: true }, { label: app.name }]} />
      <main className="page" id="main">
        <div className="page-h">
          <div className="grow">
            <h1>{app.name}</h1>
            <p className="q2 mt-1">
              <code className="[overflow-wrap:anywhere]">{app.path}</code>
            </p>
          </div>
        </div>
        {app.standIn !== null && (
          <p className="mb-4">
            <StandInChip standIn={app.standIn} />
          </p>
        )}
        <AppNext row={row} lanes={lanes} onStart={() => setStarting(true)} />
        <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_24rem]">
          <UpgradeHistory appId={appId} lanes={lanes} />
          <div>
            <CheckoutBox appId={appId} />
            <PolicyBox appId={appId} name={app.name} />
          </div>
        </div>
      </main>
      {isStarting && <StartUpgradeDialog app={app} lanes={lanes} onClose={() => setStarting(false)} />}
    </>
  );
}
