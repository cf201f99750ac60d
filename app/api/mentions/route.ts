import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";
import { readMentions } from "@/lib/services/read-mentions";

export const GET = route(async (request) => {
  const person = await requirePerson(request);
  return json({ mentions: await readMentions(container(), person) });
});
