import "server-only";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { verifyPassword } from "better-auth/crypto";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { ProofStore } from "@/lib/server/db/proofs";
import type { CurrentSession } from "@/lib/server/session";
import type { Passkeys } from "./passkeys";

export type Proof = { readonly password: string } | { readonly challengeId: string; readonly response: AuthenticationResponseJSON };

export type Proofs = {
  /** Checks that it is still the person of the session; from then on the session is fresh again. */
  readonly prove: (session: CurrentSession, proof: Proof) => Promise<Result<object, Refusal>>;
};

export type ProofsDeps = { readonly store: ProofStore; readonly passkeys: Pick<Passkeys, "use">; readonly now: () => number };

/** Proving again who one is, with the password or a passkey, without signing out. */
export function createProofs({ store, passkeys, now }: ProofsDeps): Proofs {
  async function check({ person }: CurrentSession, proof: Proof): Promise<Result<object, Refusal>> {
    if ("response" in proof) {
      const used = await passkeys.use("prove", person.id, proof.challengeId, proof.response);
      return used.ok ? ok({}) : used;
    }
    const hash = await store.findPasswordHash(person.id);
    const isRight = hash !== undefined && (await verifyPassword({ hash, password: proof.password }));
    return isRight ? ok({}) : refuse("proof-wrong", "The password is wrong.");
  }

  return {
    prove: async (session, proof) => {
      const checked = await check(session, proof);
      if (checked.ok) await store.record(session.sessionId, now());
      return checked;
    },
  };
}
