import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";
import { listCallable } from "@/lib/services/list-callable";

export const GET = route(async (request) => {
  await requirePerson(request);
  return json({ people: await listCallable(container()) });
});
