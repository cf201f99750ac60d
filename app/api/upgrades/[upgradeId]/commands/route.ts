import { upgradeCommandSchema } from "@/lib/contract/commands";
import { container } from "@/lib/server/container";
import { parseBody, requireSession, respond, route } from "@/lib/server/http/route";
import { runCommand } from "@/lib/services/run-command";

export const POST = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const session = await requireSession(request);
  const command = await parseBody(request, upgradeCommandSchema);
  return respond(await runCommand(container(), session, upgradeId, command), ({ lastSeq }) => ({ seq: lastSeq }));
});
