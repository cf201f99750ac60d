"use client";

import type { z } from "zod";
import { Empty } from "@/components/ui/empty";
import { useFleet } from "@/lib/browser/queries/fleet";
import type { FleetRow, fleetSchema } from "@/lib/contract/dashboard-api";
import { QaGroup } from "./qa-group";

export type QaDeskProps = { initial: z.infer<typeof fleetSchema> };

/** Upgrades with a checklist that is not done: what can be tried now first. */
export function QaDesk({ initial }: QaDeskProps) {
  const { data } = useFleet(initial);
  const open = data.rows.filter(hasOpenChecks);
  const ready = open.filter(({ next }) => next.roles.includes("qa"));
  const failed = open.filter((row) => !ready.includes(row) && (row.upgrade?.checks.failed ?? 0) > 0);
  const later = open.filter((row) => !ready.includes(row) && !failed.includes(row));
  return (
    <main className="page" id="main">
      <div className="page-h">
        <div>
          <h1>QA desk</h1>
          <p className="q2 mt-1">Upgraded apps that wait for somebody to try them by hand.</p>
        </div>
      </div>
      <div className="grid max-w-[760px] gap-6">
        {ready.length + failed.length === 0 && (
          <Empty framed level={2} title="Nothing waits to be checked">
            {later.length > 0 ? "The upgrades below come here once their app is up." : "An upgrade comes here once its app is up and its checklist is open."}
          </Empty>
        )}
        <QaGroup title="Ready to check" rows={ready} />
        <QaGroup title="A check failed" rows={failed} />
        <QaGroup title="On their way" rows={later} />
      </div>
    </main>
  );
}

function hasOpenChecks({ upgrade }: FleetRow): boolean {
  return upgrade?.state === "open" && upgrade.checks.done < upgrade.checks.total;
}
