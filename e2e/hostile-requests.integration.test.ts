import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { refusalSchema } from "@/lib/contract/dashboard-api";
import { type ApiClient, refusalOf, signIn } from "./api-client";
import { createLine, type Line } from "./line";
import type { PersonName } from "./people";
import { createWorld, REPOSITORY, type World } from "./world";

// A world of its own takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: World;
let line: Line;

beforeAll(async () => {
  world = await createWorld();
  line = await createLine(world, "started");
});
afterAll(() => world?.close());

/** One route that writes: who may, and a body that would do. */
type Write = {
  readonly route: string;
  readonly path: () => string;
  readonly by: PersonName;
  readonly body: Readonly<Record<string, unknown>>;
  readonly needsNoSession?: boolean;
};

const of = (rest: string) => () => `/api/upgrades/${line.upgradeId}/${rest}`;
const HASH = "0".repeat(64);
/** The shape of a passkey's answer that answers nothing. */
const NO_PASSKEY = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "AAAA", attestationObject: "AAAA", authenticatorData: "AAAA", signature: "AAAA" },
};
const WRITES: readonly Write[] = [
  { route: "/api/upgrades", path: () => "/api/upgrades", by: "lead-a", body: { appId: "nowhere", laneId: "sigra-v1.0" } },
  { route: "/api/upgrades/[upgradeId]/commands", path: of("commands"), by: "lead-a", body: { type: "waive", stepId: "no-such-step", reason: "none" } },
  { route: "/api/upgrades/[upgradeId]/opened", path: of("opened"), by: "reviewer-a", body: { hunkIds: [HASH], opened: true } },
  {
    route: "/api/upgrades/[upgradeId]/drafts",
    path: of("drafts"),
    by: "reviewer-a",
    body: { id: "draft-0001", base: 0, target: { type: "thread", threadId: "none" }, body: "Why?", mustFix: false },
  },
  { route: "/api/upgrades/[upgradeId]/drafts/discard", path: of("drafts/discard"), by: "reviewer-a", body: { ids: ["draft-0001"] } },
  { route: "/api/mentions/read", path: () => "/api/mentions/read", by: "reviewer-a", body: { upgradeId: "none", seq: 1 } },
  { route: "/api/apps", path: () => "/api/apps", by: "admin-a", body: { id: "elsewhere", name: "Elsewhere", path: "/nowhere" } },
  {
    route: "/api/apps/[appId]/policy",
    path: () => "/api/apps/nowhere/policy",
    by: "lead-a",
    body: { policy: { approvals: 1, fourEyes: "auto", openedPercent: 0 }, reason: "" },
  },
  { route: "/api/invitations", path: () => "/api/invitations", by: "admin-a", body: { email: "new@example.test", name: "New", roles: ["qa"] } },
  {
    route: "/api/invitations/accept",
    path: () => "/api/invitations/accept",
    by: "qa-a",
    body: { token: "x".repeat(43), name: "New", password: "a long enough password" },
    needsNoSession: true,
  },
  { route: "/api/account/passkeys", path: () => "/api/account/passkeys", by: "qa-a", body: { challengeId: "none", name: "Mine", response: NO_PASSKEY } },
  { route: "/api/account/passkeys/options", path: () => "/api/account/passkeys/options", by: "qa-a", body: {} },
  { route: "/api/account/passkeys/[passkeyId]", path: () => "/api/account/passkeys/none", by: "qa-a", body: { name: "Mine" } },
  { route: "/api/account/passkeys/[passkeyId]/remove", path: () => "/api/account/passkeys/none/remove", by: "qa-a", body: {} },
  { route: "/api/account/proof", path: () => "/api/account/proof", by: "qa-a", body: { challengeId: "none", response: NO_PASSKEY } },
  { route: "/api/account/proof/options", path: () => "/api/account/proof/options", by: "qa-a", body: {} },
  { route: "/api/upgrades/[upgradeId]/evidence", path: of("evidence"), by: "qa-a", body: { content: "AAAA" } },
  { route: "/api/backups", path: () => "/api/backups", by: "admin-a", body: {} },
  { route: "/api/invitations/withdraw", path: () => "/api/invitations/withdraw", by: "admin-a", body: { id: "none" } },
  { route: "/api/people/[personId]/password-reset", path: () => "/api/people/nobody/password-reset", by: "admin-a", body: {} },
  {
    route: "/api/password-resets",
    path: () => "/api/password-resets",
    by: "qa-a",
    body: { token: "x".repeat(43), password: "a long enough password" },
    needsNoSession: true,
  },
  { route: "/api/people/[personId]/roles", path: () => "/api/people/nobody/roles", by: "admin-a", body: { roles: ["qa"] } },
];
/** Answered by the library for sessions, with bodies of its own. */
const LIBRARY_WRITES = ["/api/auth/sign-in/email", "/api/auth/sign-in/passkey", "/api/auth/sign-out", "/api/auth/change-password"];

/** Bodies that nobody's browser sends; each must be refused whatever the route. */
const BODIES: readonly { readonly name: string; readonly make: (body: Write["body"]) => string | Uint8Array }[] = [
  { name: "nothing", make: () => "" },
  { name: "half of it", make: (body) => JSON.stringify(body).slice(0, -3) },
  { name: "text that is no JSON", make: () => "<script>alert(1)</script>" },
  { name: "bytes that are no UTF-8", make: () => Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) },
  { name: "null", make: () => "null" },
  { name: "a number", make: () => "1e400" },
  { name: "a list", make: (body) => JSON.stringify([body]) },
  { name: "no field", make: () => "{}" },
  { name: "an unknown field", make: (body) => JSON.stringify({ ...body, isAdmin: true }) },
  { name: "an own __proto__", make: (body) => `${JSON.stringify(body).slice(0, -1)},"__proto__":{"roles":["administrator"]}}` },
  { name: "numbers for every field", make: (body) => JSON.stringify(mapValues(body, () => 7)) },
  { name: "null for every field", make: (body) => JSON.stringify(mapValues(body, () => null)) },
  { name: "objects for every field", make: (body) => JSON.stringify(mapValues(body, () => ({ $ne: null }))) },
  { name: "lists in lists for every field", make: (body) => JSON.stringify(mapValues(body, () => [[["x"]]])) },
  { name: "long texts for every field", make: (body) => JSON.stringify(mapValues(body, () => "x".repeat(100_000))) },
  {
    name: "a text that is no Unicode",
    make: (body) => JSON.stringify(mapValues(body, (value) => (typeof value === "string" ? `${value}\ud800` : value))).replace("{", '{"note":"\\udfff",'),
  },
  { name: "a hundred thousand brackets", make: () => "[".repeat(100_000) },
  { name: "two megabytes", make: (body) => JSON.stringify({ ...body, padding: "x".repeat(2_000_000) }) },
];

type Send = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array };

async function send(path: string, { method = "POST", headers = {}, body = "{}" }: Send) {
  const response = await fetch(world.baseUrl + path, {
    method,
    headers,
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }),
    redirect: "manual",
  });
  return { status: response.status, text: await response.text() };
}

const ownHeaders = (client: Pick<ApiClient, "cookie">) => ({ "content-type": "application/json", origin: world.baseUrl, cookie: client.cookie });

/** A refusal: a status of the sender's making, a code and a sentence. */
function expectRefusal({ status, text }: { readonly status: number; readonly text: string }, statuses: readonly number[]): void {
  expect({ status, isListed: statuses.includes(status), text: text.slice(0, 300) }).toMatchObject({ isListed: true });
  const { code, message } = refusalSchema.parse(JSON.parse(text));
  expect([code, message.length > 10]).toEqual([expect.stringMatching(/^[a-z-]+$/), true]);
}

describe("the routes of the API", () => {
  it("are all in the tables of these tests", () => {
    const found = listRoutes().filter(({ source }) => /export (const|function|async function) POST/.test(source));

    expect(found.map(({ route }) => route).sort()).toEqual([...WRITES.map(({ route }) => route), "/api/auth/[...all]"].sort());
  });

  it("that read say nothing without a session", async () => {
    const open = ["/api/auth/[...all]", "/api/invitations/[token]", "/api/password-resets/[token]"];
    const reads = listRoutes().filter(({ route, source }) => !open.includes(route) && /export (const|function|async function) GET/.test(source));
    expect(reads.length).toBeGreaterThan(12);

    for (const { route } of reads) {
      const path = route
        .replace("[upgradeId]", line.upgradeId)
        .replace("[appId]", "harbor")
        .replace(/\[\w+\]/g, "1");
      for (const cookie of ["", "upgrade-review.session_token=made-up.signature", line.people["lead-a"].cookie.replace(/=.{8}/, "=AAAAAAAA")]) {
        const answer = await send(path, { method: "GET", headers: { cookie } });
        expectRefusal(answer, [401]);
        expect(JSON.parse(answer.text)).toMatchObject({ code: "not-signed-in" });
      }
    }
  });

  it("that read take any name for what is not there", async () => {
    const { "lead-a": lead } = line.people;
    const odd = ["%00", "..%2f..%2fetc", "%F0%9F%8E%89", "-1", "NaN", "1e99", "9007199254740993", "__proto__", "%3Cscript%3E", "x".repeat(2_000)];
    const paths = odd.flatMap((name) => [
      `/api/upgrades/${name}/records`,
      of(`snapshots/${name}/index`)(),
      of(`sign-offs/${name}/coverage`)(),
      of(`attempts/${name}/log`)(),
      `/api/upgrades/${name}/snapshots/1/index`,
      `/api/invitations/${name}`,
    ]);
    for (const path of paths)
      expect([path, (await lead.get(path)).status]).toEqual([path, expect.toSatisfy((status: number) => status === 404 || status === 400)]);
    for (const path of ["/api/upgrades/%ff/records", of("snapshots/%c3%28/index")(), "/api/invitations/%80", "/upgrades/%ff", "/%e0%a4%a"]) {
      const answer = await send(path, { method: "GET", headers: { cookie: lead.cookie } });
      expectRefusal(answer, [400]);
    }
    for (const path of odd.flatMap((name) => [`/api/apps/${name}/upgrades`, `/api/upgrades/${name}/opened`, of(`records?after=${name}`)()]))
      expect([path, (await lead.get(path)).status < 500]).toEqual([path, true]);
  });
});

describe.each(WRITES)("POST $route", ({ path, by, body, needsNoSession }) => {
  it.each(BODIES)("refuses $name", async ({ make }) => {
    const made = make(body);
    // Where nothing is asked for, nothing is right.
    if (made === "{}" && Object.keys(body).length === 0) return;
    expectRefusal(await send(path(), { headers: ownHeaders(line.people[by]), body: made }), [400, 413]);
  });

  it("refuses other origins, other content types and a missing session", async () => {
    const own = ownHeaders(line.people[by]);
    const text = JSON.stringify(body);
    for (const origin of [
      "http://evil.test",
      "null",
      world.baseUrl.replace("http", "https"),
      `${world.baseUrl}.evil.test`,
      world.baseUrl.replace("127.0.0.1", "127.0.0.2"),
    ]) {
      expectRefusal(await send(path(), { headers: { ...own, origin }, body: text }), [403]);
    }
    const { origin: _, ...withoutOrigin } = own;
    expectRefusal(await send(path(), { headers: withoutOrigin, body: text }), [403]);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp"]) {
      expectRefusal(await send(path(), { headers: { ...own, "content-type": type }, body: text }), [415]);
    }
    if (!needsNoSession) expectRefusal(await send(path(), { headers: { ...own, cookie: "" }, body: text }), [401]);
  });

  it.each(["__proto__", "constructor", "toString"])("takes %s for a name like any other", async (name) => {
    const named = JSON.stringify(mapValues(body, (value) => (typeof value === "string" ? name : value)));
    const answer = await send(path(), { headers: ownHeaders(line.people[by]), body: named });

    expect([answer.status < 500, answer.text]).toEqual([true, expect.stringMatching(/^\{/)]);
  });

  it("says no to a body of the right shape that asks for what is not there", async () => {
    const answer = await send(path(), { headers: ownHeaders(line.people[by]), body: JSON.stringify(body) });

    expect([answer.status < 500, answer.text]).toEqual([true, expect.stringMatching(/^\{/)]);
  });
});

/** Sends bytes on a connection of their own, as no browser would; everything that came back until it was closed. */
function sendBytes(...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(world.baseUrl).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
    for (const piece of pieces) socket.write(piece);
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const toHead = (first: string, headers: Readonly<Record<string, string>>) =>
  `${[first, ...Object.entries({ host: new URL(world.baseUrl).host, connection: "close", ...headers }).map(([name, value]) => `${name}: ${value}`)].join("\r\n")}\r\n\r\n`;

describe("a request as no browser sends it", () => {
  it.each([
    ["a method that no page has", "TRACE /api/fleet HTTP/1.1", {}],
    ["an address of another server", "GET http://evil.test/api/fleet HTTP/1.1", {}],
    ["no address", "OPTIONS * HTTP/1.1", {}],
    ["an address that is no text, to upgrade", "GET /%ff HTTP/1.1", { connection: "upgrade", upgrade: "websocket" }],
  ])("with %s is refused with a sentence", async (_, first, headers) => {
    const answer = await sendBytes(toHead(first, { ...headers, ...("connection" in headers ? { connection: "upgrade, close" } : {}) }));

    expect([statusOf(answer), answer]).toEqual([400, expect.stringContaining("Expected a method that pages and the API know")]);
  });

  it("that wants to speak something other than HTTP is answered as any other", async () => {
    const { cookie } = line.people["lead-a"];
    const upgrade = { connection: "upgrade, close", upgrade: "websocket", "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==", "sec-websocket-version": "13" };

    expect(statusOf(await sendBytes(toHead("GET /api/fleet HTTP/1.1", { ...upgrade, cookie })))).toBe(200);
    expect(statusOf(await sendBytes(toHead("GET /api/fleet HTTP/1.1", upgrade)))).toBe(401);
  });

  it("gets no tunnel, and the next request is answered", async () => {
    expect(await sendBytes(toHead("CONNECT evil.test:443 HTTP/1.1", {}))).toBe("");
    expect((await line.people["lead-a"].get("/api/fleet")).status).toBe(200);
  });

  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const post = (client: ApiClient, more: Readonly<Record<string, string>>) => toHead(`POST ${of("commands")()} HTTP/1.1`, { ...ownHeaders(client), ...more });

  it("with a body in chunks is read as any other, refused when it is too large, and refused when it has none", async () => {
    const { "lead-a": lead } = line.people;
    const text = JSON.stringify({ type: "waive", stepId: "no-such-step", reason: "none" });
    const inChunks = { "transfer-encoding": "chunked" };

    const read = await sendBytes(post(lead, inChunks), chunk(text.slice(0, 9)), chunk(text.slice(9)), "0\r\n\r\n");
    const large = await sendBytes(post(lead, inChunks), ...Array.from({ length: 33 }, () => chunk(" ".repeat(65_536))), "0\r\n\r\n");
    const none = await sendBytes(post(lead, {}));
    const empty = await sendBytes(post(lead, inChunks), "0\r\n\r\n");
    const wrong = await sendBytes(post(lead, inChunks), "zz\r\n");

    expect([statusOf(read), read]).toEqual([409, expect.stringContaining("step")]);
    expect([read, large, none, empty, wrong].map(statusOf)).toEqual([409, 413, 400, 400, 400]);
  });
});

describe.each(LIBRARY_WRITES)("POST %s", (path) => {
  it("answers nothing worse than a refusal", async () => {
    const headers = { "content-type": "application/json", origin: world.baseUrl };
    for (const { name, make } of BODIES.filter((_, index) => index % 2 === 0)) {
      const { status } = await send(path, { headers, body: make({ email: "lead-a@example.test", password: "wrong" }) });
      expect([name, status]).toEqual([name, expect.toSatisfy((found: number) => found < 500)]);
    }
    const { cookie } = await signIn(world, "qa-a");
    expect((await send(path, { headers: { ...headers, origin: "http://evil.test", cookie } })).status).toBe(403);
  });
});

describe("a text with half of a character in it", () => {
  it("is refused where a record would be sealed over it, and a whole one is kept as it is", async () => {
    const { "operator-a": operator } = line.people;
    const attest = (note: string) => send(of("commands")(), { headers: ownHeaders(operator), body: `{"type":"attest","stepId":"backup","note":"${note}"}` });

    for (const note of ["\\ud800", "\\udc00\\ud83c", "fine \\uD83C and no more"]) expectRefusal(await attest(note), [400]);
    expect((await attest("\\ud83c\\udf89 \\u0000 \\u202e <b>")).status).toBe(200);

    expect(await operator.upgrade(line.upgradeId)).toMatchObject({ lastSeq: 2, decisions: { backup: { note: "\u{1f389} \u0000 \u202e <b>" } } });
  });
});

describe("after all of this", () => {
  it("nothing else was recorded, nobody came in, and the dashboard still works", async () => {
    const { "lead-a": lead, "admin-a": admin } = line.people;
    const records = await lead.records(line.upgradeId);

    expect(records).toHaveLength(2);
    expect(verifyChain(records)).toMatchObject({ ok: true });
    expect((await admin.get("/api/apps")).body).toMatchObject({ apps: [{ id: "harbor" }] });
    const { people } = (await admin.get("/api/people")).body as { people: unknown[] };
    expect(people).toHaveLength(6);
    expect(refusalOf(await lead.get("/api/people"))).toMatchObject({ code: "not-allowed", message: expect.stringContaining("administrator") });
    expect(readFileSync(world.dashboard.logFile, "utf8")).not.toContain("a request failed");
  });
});

function listRoutes(): readonly { readonly route: string; readonly source: string }[] {
  const root = join(REPOSITORY, "app");
  return readdirSync(join(root, "api"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("/route.ts"))
    .map((path) => ({ route: `/api/${path.slice(0, -"/route.ts".length)}`, source: readFileSync(join(root, "api", path), "utf8") }));
}

function mapValues(body: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, change(value)]));
}
