import "server-only";
import { randomBytes } from "node:crypto";
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransportFuture,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Passkey, PasskeyChallenge, PasskeyStore } from "@/lib/server/db/passkeys";
import { listOwnOrigins } from "@/lib/server/http/own-origins";

const CHALLENGE_MS = 5 * 60_000;
const MOST_PASSKEYS = 20;

export type Asked<Options> = { readonly challengeId: string; readonly options: Options };

export type Passkeys = {
  readonly list: (personId: string) => Promise<readonly Passkey[]>;
  readonly rename: (person: Person, passkeyId: string, name: string) => Promise<Result<object, Refusal>>;
  readonly remove: (person: Person, passkeyId: string) => Promise<Result<object, Refusal>>;
  /** What the browser needs to make a passkey. */
  readonly askRegistration: (person: Person) => Promise<Asked<PublicKeyCredentialCreationOptionsJSON>>;
  readonly register: (person: Person, challengeId: string, name: string, response: RegistrationResponseJSON) => Promise<Result<Passkey, Refusal>>;
  /** What the browser needs to use one; `personId` is null while nobody is signed in. */
  readonly askUse: (purpose: "sign-in" | "prove", personId: string | null) => Promise<Asked<PublicKeyCredentialRequestOptionsJSON>>;
  /** Whose passkey answered the challenge. */
  readonly use: (
    purpose: "sign-in" | "prove",
    personId: string | null,
    challengeId: string,
    response: AuthenticationResponseJSON,
  ) => Promise<Result<string, Refusal>>;
};

export type PasskeysDeps = { readonly store: PasskeyStore; readonly publicUrl: string; readonly now: () => number };

/**
 * Passkeys: the device proves itself with a key that never leaves it, unlocked by its owner. Challenges are
 * kept here, answered once and soon; the site they are for is the configured address, never one that a
 * request names.
 */
export function createPasskeys({ store, publicUrl, now }: PasskeysDeps): Passkeys {
  const rpID = toRelyingParty(publicUrl);
  const expectedOrigin = [...listOwnOrigins(publicUrl)];

  async function ask(purpose: PasskeyChallenge["purpose"], personId: string | null, challenge: string): Promise<string> {
    const id = randomBytes(16).toString("base64url");
    const at = now();
    await store.ask({ id, challenge, purpose, personId, expiresAt: at + CHALLENGE_MS }, at);
    return id;
  }

  async function take(purpose: PasskeyChallenge["purpose"], personId: string | null, challengeId: string): Promise<string | undefined> {
    const found = await store.take(challengeId, now());
    return found && found.purpose === purpose && found.personId === personId ? found.challenge : undefined;
  }

  return {
    list: store.list,
    rename: async (person, passkeyId, name) => ((await store.rename(person.id, passkeyId, name)) ? ok({}) : NO_SUCH),
    remove: async (person, passkeyId) => ((await store.remove(person.id, passkeyId)) ? ok({}) : NO_SUCH),
    askRegistration: async (person) => {
      const known = await store.list(person.id);
      const options = await generateRegistrationOptions({
        rpName: "Upgrade Review",
        rpID,
        userName: person.email,
        userDisplayName: person.name,
        userID: new TextEncoder().encode(person.id),
        attestationType: "none",
        excludeCredentials: known.map(({ id, transports }) => ({ id, transports: toTransports(transports) })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      return { challengeId: await ask("register", person.id, options.challenge), options };
    },
    register: async (person, challengeId, name, response) => {
      const expectedChallenge = await take("register", person.id, challengeId);
      if (expectedChallenge === undefined) return EXPIRED;
      if ((await store.list(person.id)).length >= MOST_PASSKEYS) return refuse("taken", `You have ${MOST_PASSKEYS} passkeys; remove one first.`);
      const verified = await verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin,
        expectedRPID: rpID,
        requireUserVerification: true,
      }).catch(() => undefined);
      if (!verified?.verified) return NOT_VERIFIED;
      const { credential } = verified.registrationInfo;
      const passkey: Passkey = {
        id: credential.id,
        personId: person.id,
        name,
        publicKey: new Uint8Array(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
        createdAt: now(),
        lastUsedAt: null,
      };
      return (await store.add(passkey)) === "added" ? ok(passkey) : refuse("taken", "This passkey is registered already.");
    },
    askUse: async (purpose, personId) => {
      const known = personId === null ? [] : await store.list(personId);
      const options = await generateAuthenticationOptions({
        rpID,
        userVerification: "required",
        allowCredentials: known.map(({ id, transports }) => ({ id, transports: toTransports(transports) })),
      });
      return { challengeId: await ask(purpose, personId, options.challenge), options };
    },
    use: async (purpose, personId, challengeId, response) => {
      const expectedChallenge = await take(purpose, personId, challengeId);
      if (expectedChallenge === undefined) return EXPIRED;
      const passkey = await store.find(response.id);
      if (!passkey || (personId !== null && passkey.personId !== personId)) return NOT_VERIFIED;
      const { id, publicKey, counter, transports } = passkey;
      const verified = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin,
        expectedRPID: rpID,
        requireUserVerification: true,
        credential: { id, publicKey, counter, transports: toTransports(transports) },
      }).catch(() => undefined);
      if (!verified?.verified) return NOT_VERIFIED;
      const isFirst = await store.recordUse(passkey, verified.authenticationInfo.newCounter, now());
      return isFirst ? ok(passkey.personId) : NOT_VERIFIED;
    },
  };
}

/** A passkey belongs to a name; on one machine it is `localhost`, since an address of numbers cannot have any. */
function toRelyingParty(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return hostname === "127.0.0.1" ? "localhost" : hostname;
}

const KNOWN_TRANSPORTS = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const satisfies readonly AuthenticatorTransportFuture[];

function toTransports(transports: readonly string[]): AuthenticatorTransportFuture[] {
  return KNOWN_TRANSPORTS.filter((known) => transports.includes(known));
}

const EXPIRED = refuse("proof-wrong", "That took too long, or it was answered before. Try again.");
const NOT_VERIFIED = refuse("proof-wrong", "The passkey could not be verified. Try again, or use your password.");
const NO_SUCH = refuse("not-found", "You have no such passkey.");
