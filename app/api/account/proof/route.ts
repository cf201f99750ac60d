import { proofSchema } from "@/lib/contract/account-api";
import { container } from "@/lib/server/container";
import { parseBody, requireRate, requireSession, respond, route } from "@/lib/server/http/route";

const LIMIT = { max: 10, windowMs: 60_000 };

/** Proves that it is still the person of the session. */
export const POST = route(async (request) => {
  const session = await requireSession(request);
  const proof = await parseBody(request, proofSchema);
  await requireRate(`proof:${session.person.id}`, LIMIT);
  return respond(await container().proofs.prove(session, proof), () => ({}));
});
