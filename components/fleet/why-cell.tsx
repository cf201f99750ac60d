import { Button } from "@/components/ui/button";
import { AppLink } from "@/components/ui/app-link";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { describeWhy } from "@/lib/core/fleet/describe-fleet";

export type WhyCellProps = { row: FleetRow; href: string; onStart: (appId: string) => void };

/** Why an app stands where it stands, and for one that has not started, how to start. */
export function WhyCell({ row, href, onStart }: WhyCellProps) {
  const { app, upgrade } = row;
  if (upgrade) {
    const why = describeWhy(row);
    return (
      <AppLink className="text-ink" href={href} title={why}>
        {why}
      </AppLink>
    );
  }
  return (
    <Button size="sm" onClick={() => onStart(app.id)}>
      Start upgrade…<span className="vh"> of {app.name}</span>
    </Button>
  );
}
