import type { FleetRow } from "@/lib/contract/dashboard-api";
import { toFleetRow } from "@/lib/core/fleet/to-fleet-row";
import type { AppRegistry } from "@/lib/ports/app-registry";
import type { People } from "@/lib/ports/people";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";

export type ReadFleetDeps = { readonly log: UpgradeLog; readonly apps: AppRegistry; readonly people: People; readonly now: () => number };

/** Every app with its newest upgrade: those with trouble or a person waiting first. */
export async function readFleet({ log, apps, people, now }: ReadFleetDeps): Promise<{ readonly rows: FleetRow[]; readonly at: number }> {
  const [known, rows, persons] = await Promise.all([apps.list(), log.listRows(), people.list()]);
  const fleet = await Promise.all(
    known.map(async ({ id, name, path, standIn }) => {
      const newest = rows.find(({ appId }) => appId === id);
      const upgrade = newest ? (await foldUpgrade(log, newest.upgradeId)).upgrade : undefined;
      return toFleetRow({ id, name, path, standIn }, upgrade, persons);
    }),
  );
  return { rows: fleet.sort((a, b) => rank(a) - rank(b) || (a.upgrade?.since ?? 0) - (b.upgrade?.since ?? 0)), at: now() };
}

function rank({ upgrade, next }: FleetRow): number {
  if (!upgrade) return 3;
  if (upgrade.state !== "open") return 4;
  if (upgrade.step?.status === "failed" || upgrade.step?.status === "interrupted") return 0;
  return next.kind === "person" ? 1 : 2;
}
