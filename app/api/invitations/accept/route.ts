import { acceptInvitationSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { alignPolicies } from "@/lib/services/change-policy";
import { json, parseBody, refusalResponse, requireRate, route } from "@/lib/server/http/route";

const LIMIT = { max: 60, windowMs: 60_000 };

/** Uses an invitation up and creates the person; the token is what authorises it. */
export const POST = route(async (request) => {
  const { token, ...input } = await parseBody(request, acceptInvitationSchema);
  await requireRate("accept-invitation", LIMIT);
  const accepted = await container().invitations.accept(token, input);
  if (!accepted.ok)
    return refusalResponse({ code: accepted.error.code === "email-taken" ? "taken" : "not-found", message: accepted.error.message, details: [] }, 409);
  await alignPolicies(container());
  container().live.publish({ type: "people" });
  return json({ email: accepted.value.email });
});
