import { registerPasskeySchema } from "@/lib/contract/account-api";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, requireSession, respond, route } from "@/lib/server/http/route";
import { registerPasskey } from "@/lib/server/account";

/** My passkeys; nobody else's. */
export const GET = route(async (request) => {
  const { id } = await requirePerson(request);
  const passkeys = await container().passkeys.list(id);
  return json({ passkeys: passkeys.map(({ id: passkeyId, name, createdAt, lastUsedAt }) => ({ id: passkeyId, name, createdAt, lastUsedAt })) });
});

export const POST = route(async (request) => {
  const session = await requireSession(request);
  const input = await parseBody(request, registerPasskeySchema);
  return respond(await registerPasskey(container(), session, input), ({ id }) => ({ id }));
});
