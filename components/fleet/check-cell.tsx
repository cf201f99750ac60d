import { AppLink } from "@/components/ui/app-link";
import { StatusShape } from "@/components/ui/status";
import { checklistPath } from "@/lib/browser/upgrade/paths";
import type { FleetRow } from "@/lib/contract/dashboard-api";

/** How far the checklists are; a failed check is named, not only left out. */
export function CheckCell({ upgrade }: { upgrade: FleetRow["upgrade"] }) {
  if (!upgrade) return <span className="q">None yet</span>;
  const { done, failed, total } = upgrade.checks;
  return (
    <AppLink className="row gap-1.5 text-ink-2" href={checklistPath(upgrade.id)} title={failed > 0 ? `${failed} failed` : undefined}>
      <span>
        {done} of {total}
      </span>
      {failed > 0 && <StatusShape s="failed" size={12} label={`${failed} failed`} />}
    </AppLink>
  );
}
