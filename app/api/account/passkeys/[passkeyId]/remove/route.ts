import { z } from "zod";
import { container } from "@/lib/server/container";
import { parseBody, requireSession, respond, route } from "@/lib/server/http/route";
import { removePasskey } from "@/lib/server/account";

export const POST = route<{ passkeyId: string }>(async (request, { passkeyId }) => {
  const session = await requireSession(request);
  await parseBody(request, z.strictObject({}));
  return respond(await removePasskey(container(), session, passkeyId), () => ({}));
});
