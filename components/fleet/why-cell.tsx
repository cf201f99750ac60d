import { Button } from "@/components/ui/button";
import { AppLink } from "@/components/ui/app-link";
import { useMe } from "@/lib/browser/providers";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { canDo } from "@/lib/core/people/permission";
import { describeWhy } from "@/lib/core/fleet/describe-fleet";

export type WhyCellProps = { row: FleetRow; href: string; onStart: (appId: string) => void };

/** Why an app stands where it stands, and for one that has not started, how to start where I may. */
export function WhyCell({ row, href, onStart }: WhyCellProps) {
  const me = useMe();
  const { app, upgrade } = row;
  if (upgrade || !canDo(me, "upgrade.start")) {
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
