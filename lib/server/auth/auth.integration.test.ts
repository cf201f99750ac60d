import { hashPassword } from "better-auth/crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/core/people/person";
import { createSessions, type Sessions, SignInRequired } from "@/lib/server/session";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";
import { type Auth, createAuth } from "./auth";
import { createPerson } from "./create-person";
import { createPasskeys } from "./passkeys";
import { createInvitations } from "./invitations";

const ORIGIN = "http://127.0.0.1:4400";
const PASSWORD = "a long enough password";

let database: TemporaryDatabase;
let auth: Auth;
let sessions: Sessions;
let reviewer: Person;
let errors: string[];
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  errors = [];
  database = await createTemporaryDatabase();
  const passkeys = createPasskeys({ store: database.passkeyStore, publicUrl: ORIGIN, now: Date.now });
  auth = createAuth({ clients: database.clients, secret: "s".repeat(43), publicUrl: ORIGIN, passkeys, logError: (message) => errors.push(message) });
  sessions = createSessions(auth, database.proofStore);
  const created = await database.invitations.addPerson({ name: "reviewer-a", email: "Reviewer-A@example.test", passwordHash }, ["reviewer"]);
  if (created === "email-taken") throw new Error("expected the address to be free");
  reviewer = created;
});
afterEach(() => database.remove());

function post(path: string, body: unknown, headers: Record<string, string> = { origin: ORIGIN }): Promise<Response> {
  const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
  return auth.handler(new Request(`${ORIGIN}/api/auth${path}`, init));
}

const signIn = (password = PASSWORD) => post("/sign-in/email", { email: "reviewer-a@example.test", password });

async function signedIn(): Promise<Headers> {
  const response = await signIn();
  expect(response.status).toBe(200);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return new Headers({ cookie });
}

describe("signing in", () => {
  it("tells later requests who it is, with roles read anew", async () => {
    const headers = await signedIn();
    expect(await sessions.requirePerson(headers)).toEqual({ ...reviewer, email: "reviewer-a@example.test" });

    await database.people.setRoles(reviewer.id, ["qa"]);

    expect((await sessions.findPerson(headers))?.roles).toEqual(["qa"]);
  });

  it("sets one cookie that scripts and other sites do not get, for a working day", async () => {
    const [cookie, ...others] = (await signIn()).headers.getSetCookie();

    expect(others).toEqual([]);
    expect(cookie).toMatch(/^upgrade-review-4400\.session_token=/);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).toContain(`Max-Age=${8 * 3_600}`);
  });

  it("needs the right password", async () => {
    expect((await signIn("not the password")).status).toBe(401);
  });

  it("is refused from another site", async () => {
    const response = await post("/sign-in/email", { email: "reviewer-a@example.test", password: PASSWORD }, { origin: "http://evil.example", cookie: "x=1" });

    expect(response.status).toBe(403);
    expect(errors).toContain("Invalid origin: http://evil.example");
  });

  it("is limited, so that passwords cannot be tried at will", async () => {
    const attempts = await Promise.all(
      Array.from({ length: 35 }, (_, index) =>
        post("/sign-in/email", { email: "nobody@example.test", password: `guess number ${index}` }, { origin: ORIGIN, "x-forwarded-for": `10.0.0.${index}` }),
      ),
    );

    expect(attempts.filter(({ status }) => status === 429)).toHaveLength(5);
  });
});

describe("a person who accepted an invitation", () => {
  it("signs in with the password they chose", async () => {
    const invitations = createInvitations({ store: database.invitations, publicUrl: ORIGIN, now: Date.now });
    const { url } = await invitations.create({ name: "lead-a", email: "lead-a@example.test", roles: ["lead"] }, reviewer.id);

    await invitations.accept(url.split("/").at(-1) ?? "", { name: "lead-a", password: "chosen by the lead" });

    expect((await post("/sign-in/email", { email: "lead-a@example.test", password: "chosen by the lead" })).status).toBe(200);
  });
});

describe("a person created from the command line", () => {
  it("can sign in, and the address is then taken", async () => {
    const person = { name: "qa-a", email: "qa-a@example.test", password: "another long password", roles: ["qa"] } as const;

    expect(await createPerson(database.invitations, person)).toMatchObject({ name: "qa-a", roles: ["qa"] });

    expect((await post("/sign-in/email", { email: person.email, password: person.password })).status).toBe(200);
    expect(await createPerson(database.invitations, person)).toBe("email-taken");
  });

  it("needs a password worth the name", async () => {
    const person = { name: "qa-a", email: "qa-a@example.test", password: "short", roles: ["qa"] } as const;

    await expect(createPerson(database.invitations, person)).rejects.toThrow("expected at least 12 characters");
  });
});

describe("a session", () => {
  it("ends with the next request once its row is gone", async () => {
    const headers = await signedIn();
    await database.clients.writer.session.deleteMany();

    await expect(sessions.requirePerson(headers)).rejects.toThrow(SignInRequired);
  });

  it("ends when its person signs out", async () => {
    const headers = await signedIn();

    await post("/sign-out", {}, { origin: ORIGIN, cookie: headers.get("cookie") ?? "" });

    expect(await sessions.findPerson(headers)).toBeUndefined();
  });

  it("does not exist with a cookie that was changed", async () => {
    const cookie = (await signedIn()).get("cookie") ?? "";

    expect(await sessions.findPerson(new Headers({ cookie: cookie.replace(/=.{6}/, "=AAAAAA") }))).toBeUndefined();
  });
});

describe("sign-up", () => {
  it.each(["/sign-up/email", "/update-user", "/request-password-reset", "/list-sessions", "/sign-in/social"])("has no door at %s", async (path) => {
    const response = await post(path, { email: "new@example.test", password: PASSWORD, name: "new", roles: '["administrator"]' });

    expect(response.status).toBe(404);
    expect(await database.people.list()).toHaveLength(1);
  });
});
