import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Random } from "@/lib/core/diff/create-random";
import type { RawRequest } from "./http-client";
import { makeUpload } from "./uploads";
import { hostileJson, hostileText, type JsonValue, pick } from "./values";

/** A route of an API: its path with `[names]`, and a body that would do. */
export type Route = { readonly method: "GET" | "POST"; readonly path: string; readonly bodies: readonly JsonValue[]; readonly isOpen?: boolean };

/** What an API's requests are made of. */
export type Api = {
  readonly routes: readonly Route[];
  /** What a parameter may be, beside anything hostile. */
  readonly params: Readonly<Record<string, readonly string[]>>;
  /** Query parameters that some route reads. */
  readonly queries: readonly string[];
  /** Headers of an honest request; one set is picked. */
  readonly headers: readonly Readonly<Record<string, string>>[];
  /** Headers for routes that need no session, which could end one. */
  readonly openHeaders: Readonly<Record<string, string>>;
};

const HASH = "0".repeat(64);
const UUID = "11111111-1111-4111-8111-111111111111";
const PASSKEY: JsonValue = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "AAAA", attestationObject: "AAAA", authenticatorData: "AAAA", signature: "AAAA" },
};
const STEP = { stepId: "no-such-step" };
const COMMANDS: readonly JsonValue[] = [
  { type: "attest", ...STEP, note: "x", evidence: [{ blob: HASH, shows: "x" }] },
  { type: "choose", ...STEP, option: "a", note: "" },
  { type: "waive", ...STEP, reason: "none" },
  { type: "run", ...STEP, alternative: null, reason: "", passkeys: null },
  { type: "cancel", jobId: UUID },
  { type: "approve", category: "router", seenDigest: HASH, note: "" },
  { type: "request-changes", category: "schema", seenDigest: HASH, reason: "x" },
  { type: "withdraw", category: "router", reason: "x" },
  { type: "assign-hunk", hunkId: HASH, to: "router", reason: "x" },
  { type: "accept-expectation", expectationId: "absent-router", reason: "x" },
  { type: "check", ...STEP, itemId: "a", result: "pass", note: "", evidence: [] },
  { type: "publish-comments", draftIds: ["draft-0001"], decision: { type: "approve", category: "router", seenDigest: HASH, note: "" } },
  { type: "resolve-thread", threadId: "a", reason: "x" },
  { type: "edit-comment", threadId: "a", commentId: "b", body: "x" },
];
const PLACE: JsonValue = { type: "place", place: { snapshot: 1, hunkId: HASH, line: { side: "new", number: 1 } } };
/** Bodies that would do, by route; a route that is not here gets one of everything. */
const BODIES: Readonly<Record<string, readonly JsonValue[]>> = {
  "/api/upgrades": [{ appId: "nowhere", laneId: "sigra-v1.0" }],
  "/api/upgrades/[upgradeId]/commands": COMMANDS,
  "/api/upgrades/[upgradeId]/opened": [{ hunkIds: [HASH], opened: true }],
  "/api/upgrades/[upgradeId]/drafts": [
    { id: "draft-0001", base: 0, target: { type: "thread", threadId: "none" }, body: "Why?", mustFix: false },
    { id: "draft-0002", base: 0, target: PLACE, body: "Why?", mustFix: true },
  ],
  "/api/upgrades/[upgradeId]/drafts/discard": [{ ids: ["draft-0001"] }],
  "/api/mentions/read": [{ upgradeId: "none", seq: 1 }],
  "/api/apps": [{ id: "elsewhere", name: "Elsewhere", path: "/nowhere" }],
  "/api/apps/[appId]/policy": [{ policy: { approvals: 1, fourEyes: "auto", openedPercent: 0 }, reason: "" }],
  "/api/invitations": [{ email: "new@example.test", name: "New", roles: ["qa"] }],
  "/api/invitations/accept": [{ token: "x".repeat(43), name: "New", password: "a long enough password" }],
  "/api/invitations/withdraw": [{ id: "none" }],
  "/api/account/passkeys": [{ challengeId: "none", name: "Mine", response: PASSKEY }],
  "/api/account/passkeys/[passkeyId]": [{ name: "Mine" }],
  "/api/account/proof": [{ challengeId: "none", response: PASSKEY }, { password: "wrong" }],
  "/api/password-resets": [{ token: "x".repeat(43), password: "a long enough password" }],
  "/api/people/[personId]/roles": [{ roles: ["qa"] }],
};
const ANYTHING: readonly JsonValue[] = [{ id: "none", name: "x", roles: ["qa"] }, [], "x"];
/** Of the library for sessions; asked without one, since some of them end it. */
const LIBRARY: readonly Route[] = [
  { method: "POST", path: "/api/auth/sign-in/email", bodies: [{ email: "nobody@example.test", password: "wrong" }], isOpen: true },
  { method: "POST", path: "/api/auth/sign-in/passkey", bodies: [{ challengeId: "none", response: PASSKEY }], isOpen: true },
  { method: "POST", path: "/api/auth/sign-out", bodies: [{}], isOpen: true },
  { method: "POST", path: "/api/auth/change-password", bodies: [{ currentPassword: "a", newPassword: "b" }], isOpen: true },
  { method: "GET", path: "/api/auth/get-session", bodies: [], isOpen: true },
];
const OPEN = ["/api/invitations/accept", "/api/password-resets"];
/** It copies the whole database; what its body may be is in the other tests. */
const LEFT_OUT = ["/api/backups"];

/** Every route of the dashboard, read from its files. */
export function listDashboardRoutes(apiFolder: string): readonly Route[] {
  const files = readdirSync(apiFolder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(`${sep}route.ts`) && !file.includes("[..."));
  const routes = files.flatMap((file) => {
    const path = `/api/${dirname(file).split(sep).join("/")}`;
    const source = readFileSync(join(apiFolder, file), "utf8");
    return (["GET", "POST"] as const)
      .filter((method) => new RegExp(`export (const|function|async function) ${method}\\b`).test(source) && !(method === "POST" && LEFT_OUT.includes(path)))
      .map((method) => ({ method, path, bodies: method === "GET" ? [] : (BODIES[path] ?? ANYTHING), isOpen: OPEN.includes(path) }));
  });
  if (routes.length < 40) throw new Error(`expected the dashboard's routes below ${apiFolder}, found ${routes.length}`);
  return [...routes, ...LIBRARY];
}

const JOB: JsonValue = {
  jobId: "hostile-job-1",
  appId: "shop",
  upgradeId: "up-1",
  stepId: "look",
  attempt: 1,
  action: { type: "clean-tree" },
  timeoutMs: 5_000,
  gatePass: null,
  seal: null,
};
const ACTIONS: readonly JsonValue[] = [
  { type: "command", laneId: "sigra-v1.0", laneDigest: HASH, stepId: "fetch", alternative: null },
  { type: "branch", branch: "upgrade" },
  { type: "anchor", package: "sigra" },
  { type: "commit", message: "x", paths: ["mix.exs"], author: { name: "a", email: "a@b.cc" } },
  { type: "set-dependency", package: "sigra", requirement: "~> 1.0" },
  { type: "posture", package: "sigra" },
  { type: "snapshot", anchorTree: "a".repeat(40), anchorCommit: "b".repeat(40), package: "sigra" },
];
const GATE_PASS: JsonValue = {
  passId: "pass-0001",
  upgradeId: "up-1",
  stepId: "look",
  jobId: "hostile-job-1",
  treeId: "a".repeat(40),
  lockDigest: null,
  argv: ["true"],
  signOffs: [1, 2, 3, 4, 5],
};
const CHECKPOINT: JsonValue = {
  publicKey: "A".repeat(43),
  checkpoint: { canonical: `{"at":1,"headsRoot":"${HASH}","installationId":"${HASH}","number":1,"previous":"${HASH}"}`, signature: "A".repeat(86) },
  updates: [{ upgradeId: "up-1", fromLength: 0, hashes: [HASH], proof: [HASH] }],
};

/** Every route of the agent. */
export const AGENT_ROUTES: readonly Route[] = [
  ...[
    "/health",
    "/openapi.json",
    "/apps",
    "/candidates",
    "/apps/[appId]/checkout",
    "/apps/[appId]/lock",
    "/apps/[appId]/trees/[oid]/blobs/[oid]",
    "/nowhere",
  ].map(toRead),
  ...["/jobs/[jobId]", "/jobs/[jobId]/log", "/jobs/[jobId]/outputs/[name]", "/witness", "/events"].map(toRead),
  { method: "POST", path: "/apps", bodies: [{ id: "other", name: "Other", path: "/nowhere" }] },
  {
    method: "POST",
    path: "/jobs",
    bodies: [
      JOB,
      ...ACTIONS.map((action) => ({ ...(JOB as object), action })),
      { ...(JOB as object), gatePass: GATE_PASS, seal: { checkpoint: { number: 1, hash: HASH }, gatePass: null } },
    ] as readonly JsonValue[],
  },
  { method: "POST", path: "/jobs/[jobId]/cancel", bodies: [{}] },
  { method: "POST", path: "/witness", bodies: [CHECKPOINT] },
];

function toRead(path: string): Route {
  return { method: "GET", path, bodies: [] };
}

const METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "M-SEARCH", "get", "GEX"];
const TYPES = [
  "text/plain",
  "application/xml",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "application/json;;;",
  "",
  "application/x-www-form-urlencoded",
  "a".repeat(4_000),
];
/** Headers that have fooled servers; below what Node takes at most. */
const ODD_HEADERS: readonly string[] = [
  "range: bytes=0-,5-1,-",
  `range: bytes=${"0-1,".repeat(2_000)}`,
  "if-none-match: *",
  "accept-encoding: gzip;q=9, br;q=NaN, ,,",
  "content-encoding: gzip",
  "transfer-encoding: chunked, identity",
  "expect: 100-continue",
  "expect: 200-maybe",
  "upgrade: websocket\r\nconnection: upgrade",
  "x-forwarded-host: evil.test\r\nx-forwarded-proto: javascript",
  "x-forwarded-for: 1,2,\0",
  "host: evil.test",
  "next-action: x",
  "rsc: 1\r\nnext-router-state-tree: %5B",
  "x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy",
  "x-http-method-override: DELETE",
  "cookie: a=b; =; ;;; upgrade-review.session_token=%00",
  "cookie: upgrade-review.session_token=%E0%A4%A",
  `cookie: ${"a=b; ".repeat(2_000)}`,
  `x-long: ${"x".repeat(12_000)}`,
  "x-latin: \xe9\xff",
  "authorization: Bearer \xff",
  "accept-language: ;;q=0",
  "referer: http://[::1",
  "origin: null",
  "sec-fetch-site: cross-site",
];

/** One request to an API, odd in one way or two. */
export function makeRequest(random: Random, { routes, params, queries, headers, openHeaders }: Api): RawRequest {
  const route = pick(random, routes);
  const isHonestPath = random(3) > 0;
  const names = (name: string) => (isHonestPath || random(2) === 0 ? pick(random, params[name] ?? ["none"]) : toSegment(random));
  let path = route.path.replaceAll(/\[(\w+)\]/g, (_, name: string) => names(name));
  if (route.method === "GET" ? random(2) === 0 : random(8) === 0) path += `?${makeQuery(random, queries)}`;
  if (random(25) === 0) path = pick(random, ["//", "/./", "/..;/", "/%2e%2e/", "http://evil.test", "*", "/\\"]) + path;
  const method = random(20) === 0 ? pick(random, METHODS) : route.method;
  const base = { ...(route.isOpen ? openHeaders : pick(random, headers)) };
  const lines = Object.entries(base).map(([name, value]) => `${name}: ${value}`);
  if (route.method === "POST") lines.push(`content-type: ${random(12) === 0 ? pick(random, TYPES) : "application/json"}`);
  if (random(4) === 0) lines.push(pick(random, ODD_HEADERS));
  const head = (more: readonly string[]) =>
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${[...lines, ...more, "connection: close"].join("\r\n")}\r\n\r\n`, "latin1");
  const what = `${method} ${path.slice(0, 120)}`;
  if (route.method === "GET" && random(15) > 0) return { what, pieces: [head([])], isCut: random(40) === 0 };
  const body = makeBody(random, route);
  return { ...frame(random, head, body), what };
}

function makeBody(random: Random, { path, bodies }: Route): Buffer {
  if (path.endsWith("/evidence")) {
    const content = Buffer.from(makeUpload(random)).toString("base64");
    return Buffer.from(JSON.stringify({ content: random(8) === 0 ? content.slice(0, -1) : content }));
  }
  return hostileJson(random, bodies.length > 0 ? pick(random, bodies) : {});
}

/** Whole, in slow pieces, in chunks, announced wrongly, or cut short. */
function frame(random: Random, head: (more: readonly string[]) => Buffer, body: Buffer): Pick<RawRequest, "pieces" | "isCut"> {
  const length = `content-length: ${body.length}`;
  const half = random(body.length + 1);
  switch (random(14)) {
    case 0:
      return { pieces: [head([length]), ...slice(body, 4)], isCut: false };
    case 1:
      return { pieces: [head([length]), body.subarray(0, half)], isCut: true };
    case 2:
      return {
        pieces: [head(["transfer-encoding: chunked"]), toChunk(body.subarray(0, half)), toChunk(body.subarray(half)), Buffer.from("0\r\n\r\n")],
        isCut: false,
      };
    case 3:
      return { pieces: [head(["transfer-encoding: chunked"]), toChunk(body.subarray(0, half))], isCut: true };
    case 4:
      return {
        pieces: [
          head(["transfer-encoding: chunked"]),
          Buffer.from(pick(random, ["zz\r\n", "-5\r\n", `${"f".repeat(16)}\r\n`, "5;x=y\r\nabc", "5\r\nabcdefgh\r\n0\r\n\r\n"])),
        ],
        isCut: true,
      };
    case 5:
      return { pieces: [head([`content-length: ${pick(random, ["-1", "1e3", "abc", "99999999999999999999", "0, 5"])}`]), body], isCut: true };
    case 6:
      return { pieces: [head([length, "transfer-encoding: chunked"]), toChunk(body)], isCut: true };
    default:
      return { pieces: [Buffer.concat([head([length]), body])], isCut: false };
  }
}

function slice(body: Buffer, count: number): readonly Buffer[] {
  const size = Math.max(1, Math.ceil(body.length / count));
  return Array.from({ length: Math.ceil(body.length / size) }, (_, index) => body.subarray(index * size, (index + 1) * size));
}

function toChunk(bytes: Buffer): Buffer {
  // An empty one would be the end.
  return bytes.length === 0 ? bytes : Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** A piece of an address; mostly as a program would send it, now and then as none may. */
function toSegment(random: Random): string {
  const text = hostileText(random).slice(0, 2_000);
  if (random(5) === 0) return pick(random, ["%", "%zz", "%ff", "%c3%28", "%00", "..", ".", "%2f", "%5c", ";", "a%20b", "x".repeat(3_000)]);
  return encodeURIComponent(Buffer.from(text).toString()) || "%20";
}

function makeQuery(random: Random, names: readonly string[]): string {
  const values = [
    "",
    "-1",
    "0",
    "1",
    "NaN",
    "1e9",
    "9007199254740993",
    "99999999999999999999",
    "%00",
    "%",
    "%ff",
    "a".repeat(3_000),
    "1-2,3-4",
    "0-999999999",
    "router",
    "split",
    "(a%2B)%2B",
    "[[[",
  ];
  return Array.from({ length: 1 + random(4) }, () => `${pick(random, names)}=${random(3) === 0 ? toSegment(random) : pick(random, values)}`).join("&");
}
