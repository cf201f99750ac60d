import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ROLES, type Role } from "@/lib/core/people/person";
import { refusalOf, signIn } from "./api-client";
import { createLine, type Line } from "./line";
import { PEOPLE, type PersonName } from "./people";
import { createWorld, REPOSITORY, type World } from "./world";

// A world of its own takes long on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Who may: nobody needs a session, everybody who is signed in, or who has one of these roles. */
type May = "open" | "signed-in" | readonly Role[];
type Entry = { readonly get?: May; readonly post?: May /** A body of the right shape that asks for what is not there. */; readonly body?: unknown };

const DIGEST = "0".repeat(64);
const NO_PASSKEY = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "AAAA", attestationObject: "AAAA", authenticatorData: "AAAA", signature: "AAAA" },
};

/** Every route of the API with who may use it. What is not in here is refused by this test, so that nothing is open by oversight. */
const ROUTES: Readonly<Record<string, Entry>> = {
  "/api/account/passkeys": { get: "signed-in", post: "signed-in", body: { challengeId: "none", name: "Mine", response: NO_PASSKEY } },
  "/api/account/passkeys/options": { post: "signed-in", body: {} },
  "/api/account/passkeys/[passkeyId]": { post: "signed-in", body: { name: "Mine" } },
  "/api/account/passkeys/[passkeyId]/remove": { post: "signed-in", body: {} },
  "/api/account/proof": { post: "signed-in", body: { password: "not the password" } },
  "/api/account/proof/options": { post: "signed-in", body: {} },
  "/api/agent": { get: "signed-in" },
  "/api/apps": { get: "signed-in", post: ["administrator", "lead", "operator"], body: { id: "nowhere", name: "Nowhere", path: "/nowhere" } },
  "/api/apps/[appId]/policy": {
    get: "signed-in",
    post: ["administrator", "lead"],
    body: { policy: { approvals: 1, fourEyes: "auto", openedPercent: 0 }, reason: "" },
  },
  "/api/apps/[appId]/upgrades": { get: "signed-in" },
  "/api/auth/[...all]": { get: "open", post: "open", body: {} },
  "/api/backups": { get: ["administrator"], post: ["administrator"], body: {} },
  "/api/candidates": { get: ["administrator", "lead", "operator"] },
  "/api/fleet": { get: "signed-in" },
  "/api/invitations": { post: ["administrator"], body: { email: "lead-a@example.test", name: "New", roles: ["qa"] } },
  "/api/invitations/[token]": { get: "open" },
  "/api/invitations/accept": { post: "open", body: { token: "x".repeat(43), name: "New", password: "a long enough password" } },
  "/api/invitations/withdraw": { post: ["administrator"], body: { id: "none" } },
  "/api/live": { get: "signed-in" },
  "/api/mentions": { get: "signed-in" },
  "/api/mentions/read": { post: "signed-in", body: { upgradeId: "none", seq: 1 } },
  "/api/password-resets": { post: "open", body: { token: "x".repeat(43), password: "a long enough password" } },
  "/api/password-resets/[token]": { get: "open" },
  "/api/people": { get: ["administrator"] },
  "/api/people/names": { get: "signed-in" },
  "/api/people/[personId]/password-reset": { post: ["administrator"], body: {} },
  "/api/people/[personId]/roles": { post: ["administrator"], body: { roles: ["qa"] } },
  "/api/storage": { get: "signed-in" },
  "/api/upgrades": { post: ["lead"], body: { appId: "nowhere", laneId: "sigra-v1.0" } },
  "/api/upgrades/[upgradeId]/attempts/[jobId]/log": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/coming": { get: "signed-in" },
  // Which roles may give which command is in lib/services/run-command.test.ts, command by command.
  "/api/upgrades/[upgradeId]/commands": { post: ["lead"], body: { type: "waive", stepId: "no-such-step", reason: "None." } },
  "/api/upgrades/[upgradeId]/dossier": { get: ["administrator", "lead", "operator", "qa", "reviewer"] },
  "/api/upgrades/[upgradeId]/drafts": {
    get: "signed-in",
    post: ["lead", "operator", "qa", "reviewer"],
    body: { id: "draft-0001", base: 0, target: { type: "thread", threadId: "none" }, body: "x", mustFix: false },
  },
  "/api/upgrades/[upgradeId]/drafts/discard": { post: "signed-in", body: { ids: [] } },
  "/api/upgrades/[upgradeId]/evidence": { post: ["lead", "operator", "qa", "reviewer"], body: { content: "AAAA" } },
  "/api/upgrades/[upgradeId]/evidence/[blob]": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/opened": { get: "signed-in", post: "signed-in", body: { hunkIds: [DIGEST], opened: true } },
  "/api/upgrades/[upgradeId]/records": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/sign-offs/[seq]/coverage": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/differences": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/files/[file]/[side]": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/find": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/index": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/lines": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/moves": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/rows": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/snapshots/[number]/text": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/threads": { get: "signed-in" },
  "/api/upgrades/[upgradeId]/witness": { get: "signed-in" },
};

/** Pages that need no session; every other one sends nobody to sign in. */
const OPEN_PAGES: ReadonlySet<string> = new Set(["/sign-in", "/invite/[token]", "/reset/[token]"]);
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"] as const;

let world: World;
let line: Line;
/** A cookie for each role, for somebody with none, and for nobody. */
const cookies = new Map<Role | "none" | "nobody", string>([["nobody", ""]]);

beforeAll(async () => {
  world = await createWorld();
  line = await createLine(world, "started");
  const holders = Object.entries(PEOPLE) as [PersonName, readonly Role[]][];
  for (const role of ROLES) {
    const [name] = holders.find(([, roles]) => roles.length === 1 && roles[0] === role) ?? [];
    if (!name) throw new Error(`nobody in the world is just ${role}`);
    cookies.set(role, line.people[name].cookie);
  }
  const { people } = (await line.people["admin-a"].get("/api/people")).body as { people: { id: string; name: string }[] };
  const bare = people.find(({ name }) => name === "reviewer-b");
  expect(await line.people["admin-a"].post(`/api/people/${bare?.id}/roles`, { roles: [] })).toMatchObject({ ok: true });
  cookies.set("none", (await signIn(world, "reviewer-b")).cookie);
});
afterAll(() => world?.close());

function mayUse(may: May, who: Role | "none" | "nobody"): boolean {
  if (may === "open") return true;
  if (who === "nobody") return false;
  return may === "signed-in" || (who !== "none" && may.includes(who));
}

function toPath(route: string): string {
  return route
    .replace("[upgradeId]", line.upgradeId)
    .replace("[appId]", "nowhere")
    .replace("[...all]", "get-session")
    .replace(/\[\w+\]/g, "1");
}

/** The status of one request; the body is not waited for, since a stream has no end. */
async function ask(path: string, method: string, cookie: string, body?: unknown) {
  const controller = new AbortController();
  const response = await fetch(world.baseUrl + path, {
    method,
    redirect: "manual",
    signal: controller.signal,
    headers: { cookie, origin: world.baseUrl, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  const found: unknown = isJson ? await response.json() : undefined;
  const { status, headers } = response;
  controller.abort();
  return { status, headers, ok: response.ok, body: found };
}

function listFiles(name: "route.ts" | "page.tsx"): readonly { readonly route: string; readonly source: string }[] {
  const root = join(REPOSITORY, "app");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path === name || path.endsWith(`/${name}`))
    .map((path) => ({
      route: `/${path.slice(0, -name.length)}`.replace(/\/\([^)]+\)/g, "").replace(/(?<=.)\/$/, ""),
      source: readFileSync(join(root, path), "utf8"),
    }));
}

const methodsOf = (source: string) => METHODS.filter((method) => new RegExp(`export (?:const|async function|function) ${method}\\b`).test(source));

describe("every route of the API", () => {
  it("is in the table with its methods, and nothing else is", () => {
    const found = Object.fromEntries(listFiles("route.ts").map(({ route, source }) => [route, [...methodsOf(source)].sort()]));
    const listed = Object.fromEntries(Object.entries(ROUTES).map(([route, { get, post }]) => [route, [...(get ? ["GET"] : []), ...(post ? ["POST"] : [])]]));

    expect(found).toEqual(listed);
  });

  it("answers those who may and refuses everybody else", async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const [route, { get, post, body }] of Object.entries(ROUTES)) {
      const uses = [...(get ? [{ method: "GET", may: get }] : []), ...(post ? [{ method: "POST", may: post, body }] : [])];
      for (const use of uses) {
        for (const [who, cookie] of cookies) {
          asked += 1;
          const answer = await ask(toPath(route), use.method, cookie, use.method === "POST" ? body : undefined);
          const isRefused = answer.status === 401 || answer.status === 403;
          const at = `${use.method} ${route} as ${who}: ${answer.status}`;
          if (answer.status >= 500 && answer.status !== 503) wrong.push(at);
          if (mayUse(use.may, who) === isRefused) wrong.push(at);
          if (isRefused && refusalOf(answer).code !== (who === "nobody" ? "not-signed-in" : "not-allowed")) wrong.push(`${at} ${refusalOf(answer).code}`);
          if (!(answer.headers.get("cache-control") ?? "").includes("no-store") && route !== "/api/auth/[...all]") wrong.push(`${at} may be kept`);
        }
      }
    }

    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(300);
  });

  it("has no other method", async () => {
    const wrong: string[] = [];
    const lead = cookies.get("lead") ?? "";
    for (const [route, { get, post }] of Object.entries(ROUTES)) {
      for (const method of METHODS) {
        if ((method === "GET" && get) || (method === "POST" && post) || (method === "HEAD" && get) || method === "OPTIONS") continue;
        const { status } = await ask(toPath(route), method, lead, ["GET", "HEAD"].includes(method) ? undefined : {});
        if (status !== 405 && status !== 404) wrong.push(`${method} ${route}: ${status}`);
      }
    }

    expect(wrong).toEqual([]);
  });
});

describe("every page", () => {
  it("sends whoever is not signed in to sign in, unless it is listed as open, and opens for everybody else", async () => {
    const wrong: string[] = [];
    const pages = listFiles("page.tsx").map(({ route }) => route);
    expect(pages.filter((page) => OPEN_PAGES.has(page))).toHaveLength(OPEN_PAGES.size);
    for (const page of pages) {
      const path = page
        .replace("[upgradeId]", line.upgradeId)
        .replace("[appId]", "harbor")
        .replace("[laneId]", "sigra-v1.0")
        .replace("[category]", "schema")
        .replace(/\[\w+\]/g, "none");
      for (const [who, cookie] of cookies) {
        const { status, headers } = await ask(path, "GET", cookie);
        const isSentAway = status === 307 && (headers.get("location") ?? "").startsWith("/sign-in");
        const isRight = who === "nobody" && !OPEN_PAGES.has(page) ? isSentAway : status === 200 || status === 404 || (status === 307 && !isSentAway);
        if (!isRight) wrong.push(`${page} as ${who}: ${status} ${headers.get("location") ?? ""}`);
        if (!(headers.get("cache-control") ?? "").includes("no-store")) wrong.push(`${page} as ${who} may be kept: ${headers.get("cache-control")}`);
        if (status === 200 && !(headers.get("content-security-policy") ?? "").includes("default-src 'none'")) wrong.push(`${page} has no policy`);
      }
    }

    expect(wrong).toEqual([]);
  });

  it("of the administrators says nothing of people to anybody else", async () => {
    const text = async (role: Role) => (await fetch(`${world.baseUrl}/people`, { headers: { cookie: cookies.get(role) ?? "" } })).text();

    expect(await text("lead")).not.toContain("qa-a@example.test");
    expect(await text("administrator")).toContain("qa-a@example.test");
  });
});
