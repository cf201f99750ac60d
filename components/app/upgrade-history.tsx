"use client";

import { AppLink } from "@/components/ui/app-link";
import { Box } from "@/components/ui/box";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import type { StatusName } from "@/components/ui/status-name";
import { Time } from "@/components/ui/time";
import { type AppUpgrade, useAppUpgrades } from "@/lib/browser/queries/app-upgrades";
import { auditPath, upgradePath } from "@/lib/browser/upgrade/paths";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { LoadProblem } from "./load-problem";

const STATE: Record<AppUpgrade["state"], { readonly status: StatusName; readonly word: string }> = {
  open: { status: "todo", word: "Open" },
  finished: { status: "done", word: "Finished" },
  abandoned: { status: "na", word: "Abandoned" },
};

export type UpgradeHistoryProps = { appId: string; lanes: readonly LaneChoice[] };

/** Every upgrade the app has had, newest first. */
export function UpgradeHistory({ appId, lanes }: UpgradeHistoryProps) {
  const { data, error, isPending, refetch } = useAppUpgrades(appId);
  return (
    <Box title="Upgrades">
      {isPending && <Skeleton label="Reading the upgrades" className="px-3" />}
      {error && !data && <LoadProblem what="The upgrades" error={error} onRetry={() => void refetch()} level={3} />}
      {data?.upgrades.length === 0 && <Empty title="None yet">Start one; its steps, reviews and records are listed here.</Empty>}
      <ul>
        {data?.upgrades.map((upgrade) => (
          <li key={upgrade.upgradeId} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
            <Status s={STATE[upgrade.state].status}>{STATE[upgrade.state].word}</Status>
            <AppLink className="semi text-ink grow" href={upgradePath(upgrade.upgradeId)}>
              {lanes.find(({ id }) => id === upgrade.laneId)?.title ?? upgrade.laneId}
            </AppLink>
            <span className="q small">
              <Time at={upgrade.startedAt} />
              {upgrade.endedAt !== null && (
                <>
                  {" "}
                  to <Time at={upgrade.endedAt} />
                </>
              )}
            </span>
            <AppLink className="small" href={auditPath(upgrade.upgradeId)}>
              Audit<span className="vh"> of the upgrade {upgrade.upgradeId}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </Box>
  );
}
