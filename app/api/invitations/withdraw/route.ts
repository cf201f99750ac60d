import { withdrawInvitationSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { withdrawInvitation } from "@/lib/server/people-admin";

export const POST = route(async (request) => {
  const person = await requirePerson(request);
  const { id } = await parseBody(request, withdrawInvitationSchema);
  return respond(await withdrawInvitation(container(), person, id), () => ({}));
});
