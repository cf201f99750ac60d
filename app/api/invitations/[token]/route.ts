import { container } from "@/lib/server/container";
import { json, refusalResponse, route } from "@/lib/server/http/route";

/** What an invitation says, for whoever holds its link; no session is needed to accept one. */
export const GET = route<{ token: string }>(async (_request, { token }) => {
  const invitation = await container().invitations.find(token);
  return invitation
    ? json(invitation)
    : refusalResponse({ code: "not-found", message: "This link was used or has expired. Ask an administrator for a new one.", details: [] }, 404);
});
