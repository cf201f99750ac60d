import { setRolesSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requireSession, respond, route } from "@/lib/server/http/route";
import { setRoles } from "@/lib/server/people-admin";

export const POST = route<{ personId: string }>(async (request, { personId }) => {
  const session = await requireSession(request);
  const { roles } = await parseBody(request, setRolesSchema);
  return respond(await setRoles(container(), session, personId, roles), () => ({}));
});
