import { type FleetFilter, fleetFilterSchema } from "@/lib/core/fleet/filter-rows";

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The filter an address asks for; what it gets wrong is left out. */
export function parseFleetFilter({ q, lane, stage, waiting, show }: SearchParams): FleetFilter {
  return fleetFilterSchema.parse({ text: q, lane, stage, waiting, trouble: show });
}

/** The fleet's address with a filter. */
export function fleetPath({ text, lane, stage, waiting, trouble }: FleetFilter): string {
  const given = Object.entries({ q: text, lane, stage, waiting, show: trouble }).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [[key, value]],
  );
  const search = new URLSearchParams(given).toString();
  return search === "" ? "/" : `/?${search}`;
}
