import { inviteSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requireRate, requireSession, respond, route } from "@/lib/server/http/route";
import { invite } from "@/lib/server/people-admin";

const LIMIT = { max: 60, windowMs: 60 * 60_000 };

export const POST = route(async (request) => {
  const session = await requireSession(request);
  const input = await parseBody(request, inviteSchema);
  await requireRate(`invite:${session.person.id}`, LIMIT);
  return respond(await invite(container(), session, input), ({ url, expiresAt }) => ({ link: url, expiresAt }));
});
