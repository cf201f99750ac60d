import "server-only";
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { ok, type Result } from "@/lib/core/result";
import type { Refusal } from "@/lib/core/upgrade/refusal";
import { requireFreshProof } from "@/lib/services/require-fresh-proof";
import type { Asked } from "./auth/passkeys";
import type { Container } from "./container";
import type { Passkey } from "./db/passkeys";
import type { CurrentSession } from "./session";

type Deps = Pick<Container, "passkeys" | "now" | "proofMs">;

/** Begins making a passkey. A session left open must not be enough to plant one. */
export async function askRegistration(
  deps: Deps,
  { person, provedAt }: CurrentSession,
): Promise<Result<Asked<PublicKeyCredentialCreationOptionsJSON>, Refusal>> {
  const fresh = requireFreshProof(deps, provedAt);
  return fresh.ok ? ok(await deps.passkeys.askRegistration(person)) : fresh;
}

/** Keeps a passkey the browser has made. */
export async function registerPasskey(
  deps: Deps,
  { person, provedAt }: CurrentSession,
  input: { readonly challengeId: string; readonly name: string; readonly response: RegistrationResponseJSON },
): Promise<Result<Passkey, Refusal>> {
  const fresh = requireFreshProof(deps, provedAt);
  return fresh.ok ? deps.passkeys.register(person, input.challengeId, input.name, input.response) : fresh;
}

/** Removes a passkey; the password always remains. */
export async function removePasskey(deps: Deps, { person, provedAt }: CurrentSession, passkeyId: string): Promise<Result<object, Refusal>> {
  const fresh = requireFreshProof(deps, provedAt);
  return fresh.ok ? deps.passkeys.remove(person, passkeyId) : fresh;
}
