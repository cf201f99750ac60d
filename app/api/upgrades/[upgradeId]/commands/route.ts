import { upgradeCommandSchema } from "@/lib/contract/commands";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { runCommand } from "@/lib/services/run-command";

export const POST = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  const command = await parseBody(request, upgradeCommandSchema);
  return respond(await runCommand(container(), person, upgradeId, command), ({ lastSeq }) => ({ seq: lastSeq }));
});
