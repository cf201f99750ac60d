import type { FleetRow } from "@/lib/contract/dashboard-api";
import { type RowState, rowState } from "./row-state";

type Group = { readonly states: readonly RowState[]; readonly one: string; readonly many: string };

const GROUPS: readonly Group[] = [
  { states: ["waiting", "failed", "interrupted"], one: "waits for a person", many: "wait for a person" },
  { states: ["running"], one: "is running", many: "are running" },
  { states: ["finished"], one: "is done", many: "are done" },
  { states: ["abandoned"], one: "was abandoned", many: "were abandoned" },
  { states: ["not-started"], one: "has not started", many: "have not started" },
];

/** The fleet in one line: "10 apps. 6 wait for a person, 1 is running, 2 are done, 1 has not started." */
export function describeFleet(rows: readonly FleetRow[]): string {
  if (rows.length === 0) return "No apps yet.";
  const states = rows.map(rowState);
  const parts = GROUPS.flatMap(({ states: wanted, one, many }) => {
    const count = states.filter((state) => wanted.includes(state)).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return `${rows.length} ${rows.length === 1 ? "app" : "apps"}. ${parts.join(", ")}.`;
}

/** Why an app stands where it stands; what was waived is never left out of "done". */
export function describeWhy({ upgrade, next }: FleetRow): string {
  const waived = upgrade?.waived ?? 0;
  if (upgrade?.state === "finished") return waived === 0 ? "Done, nothing waived" : `Done with ${waived} ${waived === 1 ? "waiver" : "waivers"}`;
  return next.why;
}
