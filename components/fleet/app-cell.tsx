import { AppLink } from "@/components/ui/app-link";
import { StandInChip } from "@/components/app/stand-in-chip";
import { rowPath } from "@/lib/browser/fleet/turn-path";
import type { FleetRow } from "@/lib/contract/dashboard-api";

/** The element that takes the focus when keys move over the rows. */
export function rowLinkId(appId: string): string {
  return `row-${appId}`;
}

export function AppCell({ row }: { row: FleetRow }) {
  const { app } = row;
  return (
    <span className="row">
      <AppLink className="app trunc" id={rowLinkId(app.id)} href={rowPath(row)} title={app.path}>
        {app.name}
      </AppLink>
      <StandInChip standIn={app.standIn} short />
    </span>
  );
}
