import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";
import { readFleet } from "@/lib/services/read-fleet";

export const GET = route(async (request) => {
  await requirePerson(request);
  return json(await readFleet(container()));
});
