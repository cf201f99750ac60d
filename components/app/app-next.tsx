"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Status } from "@/components/ui/status";
import { turnPath } from "@/lib/browser/fleet/turn-path";
import { useMe } from "@/lib/browser/providers";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import { rolesOf } from "@/lib/browser/upgrade/stops";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { describeWhy } from "@/lib/core/fleet/describe-fleet";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { isUpTo } from "@/lib/core/upgrade/next-action";
import { canDo } from "@/lib/core/people/permission";

export type AppNextProps = { row: FleetRow; lanes: readonly LaneChoice[]; onStart: () => void };

/** What is next on an app: go on with the open upgrade, or start one. */
export function AppNext({ row, lanes, onStart }: AppNextProps) {
  const me = useMe();
  const { app, upgrade } = row;
  const isOpen = upgrade?.state === "open";
  const isMine = isUpTo(row.next, me);
  return (
    <section className="turn" aria-label="What is next" style={isMine ? undefined : { borderLeftColor: "var(--line-2)" }}>
      {isMine && <Status s="waiting">Your turn</Status>}
      <p className="grow q2">{upgrade ? describeWhy(row) : "No upgrade has been started."}</p>
      {isOpen ? (
        <ButtonLink variant="primary" href={isMine ? turnPath(row, lanes) : upgradePath(upgrade.id)}>
          Open the upgrade
        </ButtonLink>
      ) : (
        <Button variant="primary" onClick={onStart} disabledReason={!canDo(me, "upgrade.start") && `Only ${rolesOf("upgrade.start")} can start one`}>
          Start upgrade…<span className="vh"> of {app.name}</span>
        </Button>
      )}
    </section>
  );
}
