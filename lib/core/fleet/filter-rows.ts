import { z } from "zod";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { STAGES } from "@/lib/core/lane/lane";
import { type Person, ROLES } from "@/lib/core/people/person";
import { currentStage } from "./row-state";
import { isUpTo } from "@/lib/core/upgrade/next-action";

/** Who an app may be filtered by: me, a role, or nobody at all. */
export const WAITING_FOR = ["me", ...ROLES, "nobody"] as const;
export const TROUBLES = ["failed", "interrupted", "outdated"] as const;

/** What of the fleet is shown; the empty filter shows all. */
export const fleetFilterSchema = z
  .object({
    text: z.string().max(200).catch(""),
    lane: z.string().max(64).nullable().catch(null),
    stage: z.enum(STAGES).nullable().catch(null),
    waiting: z.enum(WAITING_FOR).nullable().catch(null),
    trouble: z.enum(TROUBLES).nullable().catch(null),
  })
  .readonly();
export type FleetFilter = z.infer<typeof fleetFilterSchema>;

export const NO_FILTER: FleetFilter = { text: "", lane: null, stage: null, waiting: null, trouble: null };

export function isFiltered(filter: FleetFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== "");
}

/** The rows a filter lets through, in their order. */
export function filterRows(rows: readonly FleetRow[], filter: FleetFilter, me: Person): readonly FleetRow[] {
  const text = filter.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (text === "" || searchText(row).includes(text)) &&
      (filter.lane === null || row.upgrade?.laneId === filter.lane) &&
      (filter.stage === null || currentStage(row) === filter.stage) &&
      (filter.waiting === null || isWaitingFor(row, filter.waiting, me)) &&
      (filter.trouble === null || hasTrouble(row, filter.trouble)),
  );
}

/** Whether a stage failed or was interrupted, or a signature no longer covers what is under review. */
export function hasTrouble({ upgrade }: FleetRow, trouble: (typeof TROUBLES)[number]): boolean {
  if (upgrade?.state !== "open") return false;
  return upgrade.stages.some(({ status }) => status === trouble) || upgrade.buckets.some(({ status }) => status === trouble);
}

function searchText({ app, upgrade, next }: FleetRow): string {
  return [app.name, app.id, app.path, upgrade?.laneTitle ?? "", next.why, ...next.people].join("\n").toLowerCase();
}

function isWaitingFor(row: FleetRow, waiting: (typeof WAITING_FOR)[number], me: Person): boolean {
  if (waiting === "me") return isUpTo(row.next, me);
  if (waiting === "nobody") return row.next.kind !== "person";
  return row.next.kind === "person" && row.next.roles.includes(waiting);
}
