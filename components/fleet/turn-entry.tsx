import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { StatusShape } from "@/components/ui/status";
import { TimeAgo } from "@/components/ui/time-ago";
import { turnPath } from "@/lib/browser/fleet/turn-path";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { rowState } from "@/lib/core/fleet/row-state";

export type TurnEntryProps = {
  row: FleetRow;
  lanes: readonly LaneChoice[];
  /** The first has the page's one filled button. */
  first: boolean;
  onStart: () => void;
};

/** The element that takes the focus when keys move over the list. */
export function turnLinkId(appId: string): string {
  return `turn-${appId}`;
}

/** One thing to do: on which app, what, since when. */
export function TurnEntry({ row, lanes, first, onStart }: TurnEntryProps) {
  const { app, upgrade, next } = row;
  const state = rowState(row);
  const status = state === "failed" || state === "interrupted" ? state : upgrade ? "waiting" : "todo";
  const variant = first ? "primary" : "default";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3.5 py-2.5 last:border-b-0">
      <StatusShape s={status} />
      <p className="min-w-0 flex-1 basis-64">
        <b className="semi">{app.name}</b> {upgrade && <Chip>{upgrade.laneTitle}</Chip>} <span className="q2">{next.why}</span>
      </p>
      {upgrade && (
        <span className="q small">
          for <TimeAgo at={upgrade.since} suffix={false} />
        </span>
      )}
      {upgrade ? (
        <ButtonLink variant={variant} id={turnLinkId(app.id)} href={turnPath(row, lanes)}>
          Open {app.name}
        </ButtonLink>
      ) : (
        <Button variant={variant} id={turnLinkId(app.id)} onClick={onStart}>
          Start upgrade of {app.name}…
        </Button>
      )}
    </li>
  );
}
