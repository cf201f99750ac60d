import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";

/** Whether anything can be recorded at present. */
export const GET = route(async (request) => {
  await requirePerson(request);
  return json({ problem: container().storage.problem() });
});
