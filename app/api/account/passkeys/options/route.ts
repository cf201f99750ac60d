import { z } from "zod";
import { container } from "@/lib/server/container";
import { parseBody, requireSession, respond, route } from "@/lib/server/http/route";
import { askRegistration } from "@/lib/server/account";

/** What the browser needs to make a passkey. */
export const POST = route(async (request) => {
  const session = await requireSession(request);
  await parseBody(request, z.strictObject({}));
  return respond(await askRegistration(container(), session), (asked) => asked);
});
