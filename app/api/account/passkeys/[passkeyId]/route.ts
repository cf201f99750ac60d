import { renamePasskeySchema } from "@/lib/contract/account-api";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, respond, route } from "@/lib/server/http/route";

export const POST = route<{ passkeyId: string }>(async (request, { passkeyId }) => {
  const person = await requirePerson(request);
  const { name } = await parseBody(request, renamePasskeySchema);
  return respond(await container().passkeys.rename(person, passkeyId, name), () => ({}));
});
