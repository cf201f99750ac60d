"use client";

import type { z } from "zod";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { Empty } from "@/components/ui/empty";
import { TimeAgo } from "@/components/ui/time-ago";
import { appPath } from "@/lib/browser/fleet/turn-path";
import { useListKeys } from "@/lib/browser/fleet/use-list-keys";
import { useFleet } from "@/lib/browser/queries/fleet";
import { auditPath } from "@/lib/browser/upgrade/paths";
import type { fleetSchema } from "@/lib/contract/dashboard-api";

export type AuditIndexProps = {
  initial: z.infer<typeof fleetSchema>;
  /** How many records each upgrade had when the page was made. */
  recordCounts: Readonly<Record<string, number>>;
};

/** Every app's newest upgrade with the way to its records. */
export function AuditIndex({ initial, recordCounts }: AuditIndexProps) {
  const { rows } = useFleet(initial).data;
  const upgrades = rows.flatMap(({ app, upgrade }) => (upgrade ? [{ app, upgrade }] : [])).toSorted((a, b) => b.upgrade.since - a.upgrade.since);
  useListKeys(
    upgrades.map(({ upgrade }) => linkId(upgrade.id)),
    { noun: "upgrade" },
  );
  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Audit</h1>
          <p className="q2 mt-1">Everything that happened, record by record. Your browser verifies each chain when you open it.</p>
        </div>
      </div>
      {upgrades.length === 0 ? (
        <Empty framed level={2} title="No records yet" actions={<ButtonLink href="/">See the fleet</ButtonLink>}>
          The first record is written when an upgrade starts.
        </Empty>
      ) : (
        <ul className="panel" aria-label="Upgrades">
          {upgrades.map(({ app, upgrade }) => (
            <li key={upgrade.id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-2 last:border-b-0">
              <AppLink className="semi text-ink max-sm:py-3" id={linkId(upgrade.id)} href={auditPath(upgrade.id)}>
                {app.name}
                <span className="vh"> audit</span>
              </AppLink>
              <Chip>{upgrade.laneTitle}</Chip>
              <span className="q2 grow">{upgrade.state === "open" ? "Open" : upgrade.state === "finished" ? "Finished" : "Abandoned"}</span>
              <RecordCount count={recordCounts[upgrade.id]} />
              <span className="q small">
                Last <TimeAgo at={upgrade.since} />
              </span>
              <AppLink className="small max-sm:py-3" href={appPath(app.id)}>
                Older upgrades<span className="vh"> of {app.name}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

function RecordCount({ count }: { count: number | undefined }) {
  if (count === undefined) return null;
  return (
    <span className="num q2">
      {count} {count === 1 ? "record" : "records"}
    </span>
  );
}

function linkId(upgradeId: string): string {
  return `audit-${upgradeId}`;
}
