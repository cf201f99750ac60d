import type { FleetRow } from "@/lib/contract/dashboard-api";
import { QaRow } from "./qa-row";

export type QaGroupProps = { title: string; rows: readonly FleetRow[] };

export function QaGroup({ title, rows }: QaGroupProps) {
  if (rows.length === 0) return null;
  const titleId = title.toLowerCase().replaceAll(" ", "-");
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2">
        {title} <span className="count">{rows.length}</span>
      </h2>
      <ul className="grid gap-2">{rows.map((row) => row.upgrade && <QaRow key={row.upgrade.id} row={row} upgrade={row.upgrade} />)}</ul>
    </section>
  );
}
