import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { listCandidates } from "@/lib/services/add-app";

export const GET = route(async (request) => {
  const person = await requirePerson(request);
  return respond(await listCandidates(container(), person), (found) => found);
});
