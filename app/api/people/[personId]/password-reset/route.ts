import { z } from "zod";
import { container } from "@/lib/server/container";
import { parseBody, requireSession, respond, route } from "@/lib/server/http/route";
import { makePasswordReset } from "@/lib/server/people-admin";

export const POST = route<{ personId: string }>(async (request, { personId }) => {
  const session = await requireSession(request);
  await parseBody(request, z.strictObject({}));
  return respond(await makePasswordReset(container(), session, personId), ({ url, expiresAt }) => ({ link: url, expiresAt }));
});
