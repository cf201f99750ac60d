import { inviteSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { invite } from "@/lib/server/people-admin";

export const POST = route(async (request) => {
  const person = await requirePerson(request);
  const input = await parseBody(request, inviteSchema);
  return respond(await invite(container(), person, input), ({ url, expiresAt }) => ({ link: url, expiresAt }));
});
