import { changePolicySchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, requireSession, respond, route } from "@/lib/server/http/route";
import { changePolicy, readPolicy } from "@/lib/services/change-policy";

export const GET = route<{ appId: string }>(async (request, { appId }) => {
  await requirePerson(request);
  return respond(await readPolicy(container(), appId), (state) => state);
});

export const POST = route<{ appId: string }>(async (request, { appId }) => {
  const session = await requireSession(request);
  const input = await parseBody(request, changePolicySchema);
  return respond(await changePolicy(container(), session, appId, input), () => ({}));
});
