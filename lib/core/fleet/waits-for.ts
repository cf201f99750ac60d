import type { FleetRow } from "@/lib/contract/dashboard-api";
import type { Person } from "@/lib/core/people/person";

/** Whether an app waits for this person: named, or by a role when nobody in particular is named. */
export function waitsFor({ next }: Pick<FleetRow, "next">, person: Person): boolean {
  if (next.kind !== "person") return false;
  if (next.people.length > 0) return next.people.includes(person.name) || next.people.includes(person.id);
  return next.roles.some((role) => person.roles.includes(role));
}
