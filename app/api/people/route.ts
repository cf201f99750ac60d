import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readPeople } from "@/lib/server/people-admin";

export const GET = route(async (request) => {
  const person = await requirePerson(request);
  return respond(await readPeople(container(), person), (people) => people);
});
