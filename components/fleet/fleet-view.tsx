"use client";

import { useCallback, useState } from "react";
import type { z } from "zod";
import { AddAppButton } from "@/components/app/add-app-button";
import { StartUpgradeDialog } from "@/components/app/start-upgrade-dialog";
import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";
import { fleetPath } from "@/lib/browser/fleet/fleet-address";
import { useMe } from "@/lib/browser/providers";
import { useFleet } from "@/lib/browser/queries/fleet";
import type { fleetSchema } from "@/lib/contract/dashboard-api";
import { describeFleet } from "@/lib/core/fleet/describe-fleet";
import { type FleetFilter, filterRows } from "@/lib/core/fleet/filter-rows";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { listMyTurns } from "@/lib/core/fleet/my-turns";
import { FleetEmpty } from "./fleet-empty";
import { FleetFilters } from "./fleet-filters";
import { FleetTable } from "./fleet-table";
import { Legend } from "./legend";
import { TurnStrip } from "./turn-strip";

export type FleetViewProps = { initial: z.infer<typeof fleetSchema>; initialFilter: FleetFilter; lanes: readonly LaneChoice[] };

/** Every app with its upgrade, and who has to act. */
export function FleetView({ initial, initialFilter, lanes }: FleetViewProps) {
  const me = useMe();
  const { rows } = useFleet(initial).data;
  const [filter, setFilter] = useState(initialFilter);
  const [starting, setStarting] = useState<string | null>(null);
  const start = useCallback((appId: string) => setStarting(appId), []);
  const changeFilter = (next: FleetFilter) => {
    setFilter(next);
    window.history.replaceState(null, "", fleetPath(next));
  };
  const shown = filterRows(rows, filter, me);
  const startingApp = rows.find(({ app }) => app.id === starting)?.app;

  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Fleet</h1>
          <p className="q2 mt-1">{describeFleet(rows)}</p>
        </div>
        {rows.length > 0 && (
          <>
            <ButtonLink href="/apps">Apps</ButtonLink>
            <AddAppButton />
          </>
        )}
      </div>
      {rows.length === 0 ? (
        <FleetEmpty />
      ) : (
        <>
          <TurnStrip turns={listMyTurns(rows, me)} lanes={lanes} onStart={start} />
          <section className="panel" aria-label="Apps and their upgrades">
            <FleetFilters rows={rows} lanes={lanes} filter={filter} onChange={changeFilter} />
            {shown.length === 0 ? (
              <Empty title="No app is like that">Search for something else, or show all.</Empty>
            ) : (
              <FleetTable rows={shown} lanes={lanes} myName={me.name} onStart={start} />
            )}
            <Legend />
          </section>
        </>
      )}
      {startingApp && <StartUpgradeDialog app={startingApp} lanes={lanes} onClose={() => setStarting(null)} />}
    </main>
  );
}
