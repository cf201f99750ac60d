import { AppLink } from "@/components/ui/app-link";
import { Flag } from "@/components/ui/flag";
import { Icon } from "@/components/ui/icon";
import { Progress } from "@/components/ui/progress";
import { StatusShape } from "@/components/ui/status";
import { TimeAgo } from "@/components/ui/time-ago";
import { checklistPath } from "@/lib/browser/upgrade/paths";
import type { FleetRow } from "@/lib/contract/dashboard-api";

export type QaRowProps = { row: FleetRow; upgrade: NonNullable<FleetRow["upgrade"]> };

/** One upgrade on the QA desk; the whole row leads to its checklist. */
export function QaRow({ row: { app, next }, upgrade }: QaRowProps) {
  const { done, failed, total } = upgrade.checks;
  const settled = done + failed;
  return (
    <li className="panel relative grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 p-4 hover:bg-hover">
      <StatusShape s={failed > 0 ? "failed" : next.roles.includes("qa") ? "waiting" : (upgrade.step?.status ?? "todo")} className="mt-0.5" />
      <div className="min-w-0">
        <AppLink className="strong text-14 text-ink after:absolute after:inset-0" href={checklistPath(upgrade.id)}>
          {app.name} <span className="q2">{upgrade.laneTitle}</span>
        </AppLink>
        <p className="small q2">{next.why}</p>
        {app.standIn !== null && (
          <p className="mt-1">
            <Flag tone="care">Stand-in</Flag>
          </p>
        )}
      </div>
      <span className="row q small">
        <TimeAgo at={upgrade.since} />
        <Icon name="chevron-right" size={14} />
      </span>
      <div className="col-[2/4] grid gap-1">
        <Progress
          label={`${settled} of ${total} checks of this upgrade answered`}
          total={total}
          parts={[
            { status: "done", count: done },
            { status: "failed", count: failed },
          ]}
        />
        <p className="small q">
          {settled} of {total} checks of this upgrade answered{failed > 0 && `, ${failed} failed`}
        </p>
      </div>
    </li>
  );
}
