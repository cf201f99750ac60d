import { startUpgradeSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { startUpgrade } from "@/lib/services/start-upgrade";

export const POST = route(async (request) => {
  const person = await requirePerson(request);
  const input = await parseBody(request, startUpgradeSchema);
  return respond(await startUpgrade(container(), person, input), ({ id }) => ({ upgradeId: id }));
});
