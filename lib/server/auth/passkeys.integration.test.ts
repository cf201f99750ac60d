import { hashPassword } from "better-auth/crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/core/people/person";
import { createSessions } from "@/lib/server/session";
import { createSoftwareAuthenticator, type SoftwareAuthenticator } from "@/lib/testing/software-authenticator";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";
import { createAuth } from "./auth";
import { createPasskeys, type Passkeys } from "./passkeys";
import { createPasswordResets } from "./password-resets";
import { createProofs } from "./proofs";

const PUBLIC_URL = "http://127.0.0.1:4400";
const ORIGIN = "http://localhost:4400";
const PASSWORD = "a long enough password";

let database: TemporaryDatabase;
let passkeys: Passkeys;
let device: SoftwareAuthenticator;
let ann: Person;
let ben: Person;
let now: number;
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  database = await createTemporaryDatabase();
  now = Date.now();
  passkeys = createPasskeys({ store: database.passkeyStore, publicUrl: PUBLIC_URL, now: () => now });
  device = createSoftwareAuthenticator({ origin: ORIGIN, rpId: "localhost" });
  ann = await aPersonNamed("ann");
  ben = await aPersonNamed("ben");
});
afterEach(() => database.remove());

async function aPersonNamed(name: string): Promise<Person> {
  const person = await database.invitations.addPerson({ name, email: `${name}@example.test`, passwordHash }, ["reviewer"]);
  if (person === "email-taken") throw new Error("expected the address to be free");
  return person;
}

async function register(person = ann) {
  const { challengeId, options } = await passkeys.askRegistration(person);
  return passkeys.register(person, challengeId, "Laptop", device.create(options));
}

async function use(purpose: "sign-in" | "prove" = "prove", personId: string | null = ann.id) {
  const { challengeId, options } = await passkeys.askUse(purpose, personId);
  return passkeys.use(purpose, personId, challengeId, device.get(options));
}

describe("a passkey", () => {
  it("is made, signs in and proves, and its count is kept", async () => {
    expect(await register()).toMatchObject({ ok: true, value: { id: device.id, name: "Laptop" } });

    expect(await use("sign-in", null)).toEqual({ ok: true, value: ann.id });
    expect(await use()).toEqual({ ok: true, value: ann.id });

    expect(await passkeys.list(ann.id)).toMatchObject([{ counter: 2, lastUsedAt: now }]);
  });

  it("is made and used for the configured site only, whatever a page says", async () => {
    device.state.origin = "http://evil.test:4400";
    expect(await register()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
    device.state.origin = ORIGIN;
    device.state.rpId = "evil.test";
    expect(await register()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
    device.state.rpId = "localhost";
    await register();

    device.state.origin = "http://localhost:4401";
    expect(await use()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
    device.state.origin = ORIGIN;
    device.state.rpId = "evil.test";
    expect(await use()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
  });

  it("has to have checked its owner, when it is made and when it is used", async () => {
    device.state.isVerified = false;
    expect(await register()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
    expect(await passkeys.list(ann.id)).toEqual([]);
    device.state.isVerified = true;
    await register();
    device.state.isVerified = false;

    expect(await use()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
  });

  it("answers a challenge once, soon, and for what it was asked", async () => {
    await register();
    const asked = await passkeys.askUse("prove", ann.id);
    const answer = device.get(asked.options);
    expect(await passkeys.use("prove", ann.id, asked.challengeId, answer)).toMatchObject({ ok: true });
    expect(await passkeys.use("prove", ann.id, asked.challengeId, answer)).toMatchObject({ ok: false });

    const late = await passkeys.askUse("prove", ann.id);
    now += 5 * 60_000 + 1;
    expect(await passkeys.use("prove", ann.id, late.challengeId, device.get(late.options))).toMatchObject({ ok: false });

    const forSignIn = await passkeys.askUse("sign-in", null);
    expect(await passkeys.use("prove", ann.id, forSignIn.challengeId, device.get(forSignIn.options))).toMatchObject({ ok: false });
    expect(await passkeys.use("prove", ann.id, "made-up", device.get(forSignIn.options))).toMatchObject({ ok: false });
  });

  it("answers no challenge that was asked for another purpose, or of another person", async () => {
    await register();
    const toRegister = await passkeys.askRegistration(ann);
    const toProve = await passkeys.askUse("prove", ann.id);
    const ofBen = await passkeys.askUse("prove", ben.id);
    const ofBenToRegister = await passkeys.askRegistration(ben);
    const other = createSoftwareAuthenticator({ origin: ORIGIN, rpId: "localhost" });
    const expired = { ok: false, error: { code: "proof-wrong", message: expect.stringContaining("answered before") } };

    expect(await passkeys.use("prove", ann.id, toRegister.challengeId, device.get(toRegister.options))).toMatchObject(expired);
    expect(await passkeys.register(ann, toProve.challengeId, "Phone", other.create(toProve.options))).toMatchObject(expired);
    expect(await passkeys.use("prove", ann.id, ofBen.challengeId, device.get(ofBen.options))).toMatchObject(expired);
    expect(await passkeys.register(ann, ofBenToRegister.challengeId, "Phone", other.create(ofBenToRegister.options))).toMatchObject(expired);
    expect(await passkeys.list(ann.id)).toHaveLength(1);
  });

  it("is used by one answer where two come at once with the same count", async () => {
    await register();
    const store = database.passkeyStore;
    const overtaken = createPasskeys({
      publicUrl: PUBLIC_URL,
      now: () => now,
      store: {
        ...store,
        recordUse: async (passkey, counter, at) => {
          await store.recordUse(passkey, counter, at);
          return store.recordUse(passkey, counter, at);
        },
      },
    });
    const { challengeId, options } = await overtaken.askUse("prove", ann.id);

    expect(await overtaken.use("prove", ann.id, challengeId, device.get(options))).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
  });

  it("of somebody else proves nothing", async () => {
    await register();
    const asked = await passkeys.askUse("prove", ben.id);

    expect(await passkeys.use("prove", ben.id, asked.challengeId, device.get(asked.options))).toMatchObject({ ok: false });
    expect(await passkeys.rename(ben, device.id, "Mine")).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await passkeys.remove(ben, device.id)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });

  it("that counts back is a copy and is refused", async () => {
    await register();
    await use();
    await use();

    device.state.counter = 0;

    expect(await use()).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
    expect(await passkeys.list(ann.id)).toMatchObject([{ counter: 2 }]);
  });

  it("cannot be registered twice, renamed to somebody else's taste, or lock its owner out when it is removed", async () => {
    await register();
    expect(await register(ben)).toMatchObject({ ok: false, error: { code: "taken" } });
    expect(await passkeys.rename(ann, device.id, "Phone")).toMatchObject({ ok: true });
    expect(await passkeys.remove(ann, device.id)).toMatchObject({ ok: true });

    expect(await passkeys.list(ann.id)).toEqual([]);
    expect(await use("sign-in", null)).toMatchObject({ ok: false });
    const session = { person: ann, sessionId: await aSession(ann), provedAt: 0 };
    const proofs = createProofs({ store: database.proofStore, passkeys, now: () => now });
    expect(await proofs.prove(session, { password: PASSWORD })).toMatchObject({ ok: true });
  });
});

async function aSession(person: Person): Promise<string> {
  const auth = createAuth({ clients: database.clients, secret: "s".repeat(43), publicUrl: PUBLIC_URL, passkeys });
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", origin: PUBLIC_URL },
    body: JSON.stringify({ email: person.email, password: PASSWORD }),
  };
  const answer = await auth.handler(new Request(`${PUBLIC_URL}/api/auth/sign-in/email`, init));
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return (await createSessions(auth, database.proofStore).requireSession(new Headers({ cookie }))).sessionId;
}

describe("signing in with a passkey", () => {
  it("sets the same strict cookie as a password does, and a wrong answer sets none", async () => {
    await register();
    const auth = createAuth({ clients: database.clients, secret: "s".repeat(43), publicUrl: PUBLIC_URL, passkeys });
    const post = (path: string, body: unknown) =>
      auth.handler(
        new Request(`${ORIGIN}/api/auth/sign-in/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: ORIGIN },
          body: JSON.stringify(body),
        }),
      );
    const asked: { challengeId: string; options: { challenge: string } } = await (await post("passkey-options", {})).json();

    const answer = await post("passkey", { challengeId: asked.challengeId, response: device.get(asked.options) });

    expect(answer.status).toBe(200);
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/session_token=.*HttpOnly.*SameSite=Strict/i);
    const found = await createSessions(auth, database.proofStore).findPerson(new Headers({ cookie: cookie.split(";")[0] ?? "" }));
    expect(found?.id).toBe(ann.id);
    const again = await post("passkey", { challengeId: asked.challengeId, response: device.get(asked.options) });
    expect([again.status, again.headers.getSetCookie()]).toEqual([401, []]);
  });
});

describe("proving again who one is", () => {
  it("makes the session fresh, with the right password alone", async () => {
    const sessionId = await aSession(ann);
    const proofs = createProofs({ store: database.proofStore, passkeys, now: () => now });
    const session = { person: ann, sessionId, provedAt: 0 };

    expect(await proofs.prove(session, { password: "not the password" })).toMatchObject({ ok: false, error: { code: "proof-wrong" } });
    expect(await database.proofStore.find(sessionId)).toBeUndefined();

    expect(await proofs.prove(session, { password: PASSWORD })).toMatchObject({ ok: true });
    expect(await database.proofStore.find(sessionId)).toBe(now);
    await database.clients.writer.session.deleteMany();
    expect(await database.proofStore.find(sessionId)).toBeUndefined();
  });
});

describe("a reset of a password", () => {
  it("works once, sets the password and ends every session", async () => {
    const sessionId = await aSession(ann);
    const resets = createPasswordResets({ store: database.passwordResetStore, publicUrl: PUBLIC_URL, now: () => now });
    const stale = await resets.create(ann.id, ben.id);
    const { url } = await resets.create(ann.id, ben.id);
    const token = (address: string) => address.split("/").at(-1) ?? "";

    expect(await resets.find(token(stale.url))).toBeUndefined();
    expect(await resets.find(token(url))).toMatchObject({ name: "ann" });
    const outcomes = await Promise.all([resets.use(token(url), "another long password"), resets.use(token(url), "yet another password")]);

    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await database.clients.reader.session.findUnique({ where: { id: sessionId } })).toBeNull();
    expect(await resets.use(token(url), "once more a password")).toMatchObject({ ok: false });
  });

  it("does not work after a day", async () => {
    const resets = createPasswordResets({ store: database.passwordResetStore, publicUrl: PUBLIC_URL, now: () => now });
    const { url } = await resets.create(ann.id, ben.id);
    now += 24 * 60 * 60_000;

    expect(await resets.find(url.split("/").at(-1) ?? "")).toBeUndefined();
  });
});

describe("tries in a row", () => {
  it("are counted per key and window, and survive a restart", async () => {
    const hit = (key: string, at: number) => database.rateLimits.hit(key, { max: 2, windowMs: 1_000 }, at);

    expect([await hit("a", 5_000), await hit("a", 5_100), await hit("a", 5_200), await hit("b", 5_200)]).toEqual([0, 0, 800, 0]);
    expect([await hit("a", 5_999), await hit("a", 6_000)]).toEqual([1, 0]);
  });
});
