import { readMentionsSchema } from "@/lib/contract/comments-api";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, route } from "@/lib/server/http/route";
import { markMentionsRead } from "@/lib/services/read-mentions";

export const POST = route(async (request) => {
  const person = await requirePerson(request);
  const read = await parseBody(request, readMentionsSchema);
  return json({ mentions: await markMentionsRead(container(), person, read) });
});
