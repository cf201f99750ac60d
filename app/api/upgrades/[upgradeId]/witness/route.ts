import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";
import { readWitnessStanding } from "@/lib/services/read-witness-standing";

/** How far the upgrade's record was signed, by the dashboard and by an agent. */
export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  await requirePerson(request);
  return json(await readWitnessStanding(container(), upgradeId));
});
