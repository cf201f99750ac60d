import type { FleetRow } from "@/lib/contract/dashboard-api";
import type { Person } from "@/lib/core/people/person";
import { isUpTo } from "@/lib/core/upgrade/next-action";

/** What waits for a person, the longest wait first; apps that have not started come last. */
export function listMyTurns(rows: readonly FleetRow[], person: Person): readonly FleetRow[] {
  const waitingSince = ({ upgrade }: FleetRow): number => upgrade?.since ?? Number.MAX_SAFE_INTEGER;
  return rows.filter((row) => isUpTo(row.next, person)).toSorted((a, b) => waitingSince(a) - waitingSince(b));
}
