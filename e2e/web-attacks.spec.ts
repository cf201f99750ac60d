import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BrowserContext, Page } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { extract } from "tar-stream";
import { GENESIS } from "@/lib/core/audit/genesis";
import { sealRecords } from "@/lib/core/audit/record";
import { bucketDigest } from "@/lib/core/review/bucket";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { aChunk, aPng } from "@/lib/testing/a-png";
import config from "@/playwright.config";
import { type ApiClient, signIn } from "./api-client";
import {
  FOREIGN_NAME,
  frameFromAfar,
  listPaths,
  lookFor,
  readFromAfar,
  sendFromAfar,
  type Site,
  startForeignSite,
  startNaiveTwin,
  toAttack,
  toLongAttack,
  underForeignName,
} from "./attacks";
import { git } from "./copy-project";
import { expect, test } from "./fixtures";
import { createLine, type Line } from "./line";
import type { World } from "./world";

const { args = [], ...launch } = config.use?.launchOptions ?? {};

test.use({
  launchOptions: { ...launch, args: [...args, `--host-resolver-rules=MAP ${FOREIGN_NAME} 127.0.0.1`] },
  worldOptions: {
    overrides: {
      "sigra-v1.0/fetch": [
        "printf",
        `${toAttack("log")}\\n\\033]0;${toAttack("terminal")}\\007\\033]8;;javascript:window.ran=1\\007\\033[31m${toAttack("colour")}\\n`,
      ],
      "sigra-v1.0/upgrade": [`./${toAttack("command")}`],
    },
  },
});

/** Where each foreign text comes from; every one of them has to be read by a person somewhere. */
const TEXTS = [
  "file-name",
  "diff-line",
  "block-header",
  "log",
  "colour",
  "command",
  "reason",
  "way",
  "note",
  "evidence-title",
  "comment",
  "live-comment",
  "decision",
  "person-name",
  "invitation",
  "app-name",
  "branch",
  "policy",
  "query",
  "lane-title",
  "step-title",
  "stand-in",
] as const;

type Row = { readonly what: string; readonly attempts: number; readonly successes: readonly string[]; readonly twin: string };

test("nothing that comes from elsewhere runs, is taken for a person's will, or reads what is theirs", async ({ world, as }) => {
  test.setTimeout(600_000);
  const hostile = await prepare(world);
  const context = (await as("admin-a")).context();
  const twin = await startNaiveTwin(TEXTS.map(toLongAttack));
  const rows = [
    ...(await injectTexts(hostile, context, twin)),
    await forge(hostile, context, twin),
    await steal(hostile, context, twin),
    await rebind(hostile, context, twin),
    await frame(hostile, context, twin),
  ];
  twin.close();

  console.log(
    [
      "attack                          attempts  successes  naive twin",
      ...rows.map(
        ({ what, attempts, successes, twin: caught }) => `${what.padEnd(32)}${String(attempts).padStart(8)}${String(successes.length).padStart(11)}  ${caught}`,
      ),
    ].join("\n"),
  );
  expect(rows.flatMap(({ successes }) => successes)).toEqual([]);
});

type Hostile = {
  readonly world: World;
  readonly line: Line;
  readonly blobs: readonly string[];
  readonly hostileLane: string;
  readonly comment: (name: string) => Promise<void>;
};

/** Brings foreign texts into every place that takes them. */
async function prepare(world: World): Promise<Hostile> {
  await makeOtherApp(world);
  const ways = { fetch: { alternative: "override", reason: toLongAttack("way") } };
  const line = await createLine(world, "started", { ways });
  const { upgradeId } = line;
  const { "lead-a": lead, "operator-a": operator, "reviewer-a": reviewer, "admin-a": admin } = line.people;
  const blobs = [await addEvidence(operator, upgradeId, Buffer.from(toLongAttack("evidence"))), await addEvidence(operator, upgradeId, pictureWithText())];
  await operator.command(upgradeId, {
    type: "attest",
    stepId: "backup",
    note: toLongAttack("note"),
    evidence: blobs.map((blob) => ({ blob, shows: toLongAttack("evidence-title").slice(0, 200) })),
  });
  await line.bringTo("bumped");
  for (const path of [`lib/${toAttack("file-name")}.ex`, `priv/repo/migrations/20990101000000_${toAttack("file-name")}.exs`]) {
    mkdirSync(join(world.checkout, path, ".."), { recursive: true });
    writeFileSync(join(world.checkout, path), `defmodule X${toAttack("block-header")} do\n  # ${toLongAttack("diff-line")}\n  def x, do: 1\nend\n`);
  }
  await lead.command(upgradeId, { type: "take-snapshot" });
  await lead.waitForIdle(upgradeId);
  await operator.ask(upgradeId, { type: "run", stepId: "upgrade", alternative: "override", reason: toLongAttack("way") });
  await lead.waitForIdle(upgradeId);
  await lead.ask(upgradeId, { type: "waive", stepId: "upgrade", reason: toLongAttack("reason") });
  const upgrade = await reviewer.upgrade(upgradeId);
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) throw new Error("expected a snapshot");
  await reviewer.command(upgradeId, {
    type: "request-changes",
    category: "schema",
    seenDigest: bucketDigest(upgrade, snapshot, "schema"),
    reason: toLongAttack("decision"),
  });

  const invite = (email: string, name: string) => admin.post("/api/invitations", { email, name, roles: ["reviewer"] });
  expect(await invite("new@example.test", toLongAttack("invitation").slice(0, 200))).toMatchObject({ ok: true });
  const { link } = (await invite("x@example.test", "x")).body as { link: string };
  const password = "a long enough password";
  expect(await admin.post("/api/invitations/accept", { token: link.split("/").at(-1), name: toAttack("person-name"), password })).toMatchObject({ ok: true });
  const author = await signIn({ ...world, credentials: () => ({ email: "x@example.test", password }) }, "reviewer-b");
  expect(await admin.post("/api/apps", { id: "other", name: toAttack("app-name"), path: join(world.folder, "apps/other") })).toMatchObject({ ok: true });
  expect(
    await lead.post("/api/apps/harbor/policy", { policy: { approvals: 2, fourEyes: "on", openedPercent: 0 }, reason: toLongAttack("policy") }),
  ).toMatchObject({ ok: true });

  const hunkId = (await reviewer.snapshot(upgradeId, 1)).flatMap(({ hunks }) => hunks).find(({ category }) => category === "schema")?.id;
  let comments = 0;
  const comment = async (name: string) => {
    comments += 1;
    const id = `draft-000${comments}`;
    const place = { snapshot: 1, hunkId, line: null };
    expect(
      await author.post(`/api/upgrades/${upgradeId}/drafts`, { id, base: 0, target: { type: "place", place }, body: toLongAttack(name), mustFix: false }),
    ).toMatchObject({ ok: true });
    await author.command(upgradeId, { type: "publish-comments", draftIds: [id], decision: null });
  };
  await comment("comment");
  return { world, line, blobs, comment, hostileLane: await keepHostileLane(world, line) };
}

async function makeOtherApp(world: World): Promise<void> {
  const other = join(world.folder, "apps/other");
  mkdirSync(other);
  writeFileSync(join(other, "mix.exs"), "defmodule Other.MixProject do\nend\n");
  await git(other, "init", "--quiet", `--initial-branch=on-${toAttack("branch")}`);
  await git(other, "add", "--all");
  await git(other, "-c", `user.name=${toAttack("author")}`, "commit", "--quiet", "--message", toLongAttack("commit"));
}

async function addEvidence(client: ApiClient, upgradeId: string, content: Uint8Array): Promise<string> {
  const answer = await client.post(`/api/upgrades/${upgradeId}/evidence`, { content: Buffer.from(content).toString("base64") });
  expect(answer).toMatchObject({ ok: true });
  return (answer.body as { blob: string }).blob;
}

/** A picture with a script beside its points, and behind its end. */
function pictureWithText(): Uint8Array {
  const png = Buffer.from(aPng());
  return Buffer.concat([png.subarray(0, 33), aChunk("tEXt", Buffer.from(`Comment\0${toLongAttack("picture")}`)), png.subarray(33)]);
}

/** An upgrade whose guide is somebody else's, as if the database had been written by another program; its chain holds. */
async function keepHostileLane(world: World, line: Line): Promise<string> {
  const { event } = JSON.parse((await line.people["lead-a"].records(line.upgradeId))[0]?.canonical ?? "") as {
    event: Extract<UpgradeEvent, { type: "upgrade.started" }>;
  };
  const { lane } = event;
  const started = {
    ...event,
    app: { ...event.app, standIn: toLongAttack("stand-in") },
    lane: {
      ...lane,
      title: toLongAttack("lane-title"),
      steps: lane.steps.map((step) => ({ ...step, title: toLongAttack("step-title"), summary: toLongAttack("step-title") })),
    },
  };
  const database = new Sqlite(join(world.dataFolder, "dashboard.db"));
  database.pragma("busy_timeout = 30000");
  for (const { upgradeId, seq, canonical, prevHash, hash } of sealRecords(
    "hostile-lane",
    { seq: 0, hash: GENESIS },
    [{ actor: { kind: "system" }, event: started }],
    Date.now(),
  ))
    database
      .prepare("INSERT INTO audit_record (upgradeId, seq, canonical, prevHash, hash) VALUES (?, ?, ?, ?, ?)")
      .run(upgradeId, seq, canonical, prevHash, hash);
  database.close();
  return "hostile-lane";
}

/** Opens every page on which the texts are read. */
async function injectTexts({ line, blobs, comment, hostileLane }: Hostile, context: BrowserContext, twin: Site): Promise<readonly Row[]> {
  const page = await context.newPage();
  const taken: string[] = [];
  page.on("dialog", (dialog) => {
    taken.push(`a dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const shown = new Set<string>();
  let attempts = 0;
  const look = async (path: string | undefined, expected: readonly string[] = []) => {
    if (path !== undefined) await page.goto(path);
    await expect.poll(async () => (await lookFor(page, TEXTS)).shown, `${path} shows its texts`).toEqual(expect.arrayContaining([...expected]));
    const sight = await lookFor(page, TEXTS);
    attempts += sight.shown.length;
    taken.push(...sight.taken.map((one) => `${page.url()}: ${one}`));
    for (const name of sight.shown) shown.add(name);
  };
  const upgrade = `/upgrades/${line.upgradeId}`;
  const query = encodeURIComponent(toLongAttack("query"));
  await look("/", ["app-name"]);
  await look("/apps/other", ["app-name", "branch"]);
  await look("/people", ["person-name", "invitation"]);
  await look(`${upgrade}?step=backup`, ["note", "evidence-title", "reason", "person-name"]);
  await look(`${upgrade}?step=fetch`, ["log", "colour"]);
  await look(`${upgrade}?step=upgrade`, ["command"]);
  await look(`${upgrade}/audit`, ["file-name", "reason", "note", "decision", "policy"]);
  await look(`${upgrade}/review/schema`, ["file-name", "diff-line", "block-header", "decision"]);
  await look(`${upgrade}/review/unclassified`, ["file-name", "diff-line", "block-header"]);
  await look(`/upgrades/${hostileLane}`, ["step-title", "stand-in"]);
  await look(`/upgrades/${hostileLane}/audit`, ["lane-title", "step-title"]);
  await look(`/?q=${query}`, ["query"]);
  for (const path of [`/rules?path=${query}`, `/sign-in?next=${query}`, `/${query}`, `/api/upgrades/${query}/records`, `${upgrade}?step=${query}`])
    await look(path);
  await look(`${upgrade}/comments`, ["comment", "person-name"]);
  await comment("live-comment");
  await look(undefined, ["live-comment"]);
  const texts = { what: "text in a page", attempts, successes: [...taken], twin: await fallOf(context, twin) };

  const report = await startForeignSite(await readReport(line));
  attempts = 0;
  taken.length = 0;
  await look(report.url, ["note", "reason", "decision", "file-name"]);
  report.close();
  const reported = { what: "text in a dossier's report", attempts, successes: [...taken], twin: texts.twin };

  taken.length = 0;
  for (const blob of blobs) taken.push(...(await openEvidence(page, `/api${upgrade}/evidence/${blob}`)));
  const opened = await openEvidence(page, twin.url);
  expect(opened, "the naive twin shows it").toHaveLength(1);
  await page.close();
  expect(
    TEXTS.filter((name) => !shown.has(name)),
    "each text is read somewhere",
  ).toEqual([]);
  return [texts, reported, { what: "evidence opened as a page", attempts: blobs.length, successes: taken, twin: `${opened.length} of 1` }];
}

/** How many of the texts became elements or ran in the naive twin. */
async function fallOf(context: BrowserContext, twin: Site): Promise<string> {
  const page = await context.newPage();
  await page.goto(twin.url);
  await expect.poll(async () => (await lookFor(page, TEXTS)).taken).toEqual(expect.arrayContaining([...TEXTS, "it ran"]));
  await page.close();
  return `${TEXTS.length} of ${TEXTS.length}`;
}

/** The report in an upgrade's dossier, without the policy it has in itself. */
async function readReport(line: Line): Promise<string> {
  const files = extract();
  let report = "";
  files.on("entry", ({ name }, stream, next) => {
    stream.on("data", (piece) => {
      if (name.endsWith(".html") && piece instanceof Uint8Array) report += Buffer.from(piece).toString("latin1");
    });
    stream.on("end", next);
  });
  await pipeline(Readable.from([await line.people["lead-a"].getBytes(`/api/upgrades/${line.upgradeId}/dossier`)]), files);
  expect(report).toContain("<h2>Who approved what</h2>");
  return Buffer.from(report.replace(/<meta http-equiv[^>]*>/, ""), "latin1").toString("utf8");
}

/** Opens a piece of evidence as if it were a page; what it did instead of being saved as a file. */
async function openEvidence(page: Page, url: string): Promise<readonly string[]> {
  const saved = page.waitForEvent("download").catch(() => undefined);
  // A download ends the visit with an error.
  const answer = await page.goto(url).catch(() => undefined);
  if (answer) return [`${url} was shown as a page`];
  const path = await (await saved)?.path();
  if (path === undefined) return [`${url} was not saved`];
  const bytes = await readFile(path);
  return bytes.subarray(0, 4).toString("latin1") === "\x89PNG" && bytes.includes("data-attack") ? [`${url} kept its text`] : [];
}

const WHERE = ["of the same site", "of another site"] as const;

/** Every route that writes, and the agent's, from pages of somebody else. */
async function forge({ world, line }: Hostile, context: BrowserContext, twin: Site): Promise<Row> {
  const parameters = { upgradeId: line.upgradeId, appId: "harbor", all: "sign-out" };
  const routes = [...listPaths("route.ts", parameters, "POST"), "/api/auth/sign-in/email", "/api/auth/change-password"];
  const urls = [...routes.map((path) => world.baseUrl + path), `${world.agentUrl}/jobs`, `${world.agentUrl}/apps`];
  const body = { type: "abandon", reason: "Not by them.", ...world.credentials("qa-a") };
  const before = await line.people["lead-a"].records(line.upgradeId);
  const site = await startForeignSite("");
  const statuses = await Promise.all([site.url, underForeignName(site.url)].map((from) => sendFromAfar(context, from, urls, body)));
  const twins = await Promise.all([site.url, underForeignName(site.url)].map((from) => sendFromAfar(context, from, [twin.url], body)));
  site.close();
  const through = twins.flat().filter(isTaken).length;
  expect(through, "the naive twin is written to").toBeGreaterThan(7);
  expect(await line.people["lead-a"].records(line.upgradeId)).toEqual(before);
  const successes = statuses.flatMap((found, index) => found.filter(isTaken).map((status) => `a page ${WHERE[index]} wrote: ${status}`));
  return { what: "write by another page", attempts: statuses.flat().length, successes, twin: `${through} of ${twins.flat().length}` };
}

const isTaken = (status: number) => status > 0 && status < 400;

/** Every route that reads, and the agent's, from pages of somebody else. */
async function steal({ world, line }: Hostile, context: BrowserContext, twin: Site): Promise<Row> {
  const urls = [...listReads(line).map((path) => world.baseUrl + path), `${world.agentUrl}/health`, `${world.agentUrl}/events`];
  const site = await startForeignSite("");
  const read = await Promise.all([site.url, underForeignName(site.url)].map((from) => readFromAfar(context, from, urls)));
  expect(await readFromAfar(context, site.url, [twin.url])).toEqual([twin.url]);
  site.close();
  return { what: "read by another page", attempts: 2 * urls.length, successes: read.flat(), twin: "1 of 1" };
}

const listReads = ({ upgradeId }: Line) => listPaths("route.ts", { upgradeId, appId: "harbor", all: "get-session" }, "GET");

/** A name of somebody else that suddenly means this machine: its pages are the dashboard's own origin to a browser. */
async function rebind({ world, line }: Hostile, context: BrowserContext, twin: Site): Promise<Row> {
  const isOpen = (path: string) => path === "/api/auth/get-session";
  const reads = listReads(line).filter((path) => !isOpen(path));
  const writes = listPaths("route.ts", { upgradeId: line.upgradeId, appId: "harbor", all: "sign-in/email" }, "POST");
  const page = await context.newPage();
  const ask = (paths: readonly string[], init: unknown) =>
    page.evaluate<readonly number[]>(
      `Promise.all(${JSON.stringify(paths)}.map((path) => fetch(path, ${JSON.stringify(init)}).then(({ status }) => status, () => 0)))`,
    );
  await page.goto(underForeignName(`${world.baseUrl}/sign-in`));
  const write = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(world.credentials("lead-a")) };
  const statuses = [...(await ask(reads, {})), ...(await ask(writes, write))];
  const agent = ["/health", "/events", "/jobs", "/apps"];
  await page.goto(underForeignName(`${world.agentUrl}/health`));
  const asked = [...(await ask(agent, {})), ...(await ask(agent, write))];
  await page.goto(underForeignName(twin.url));
  expect([...(await ask(["/"], {})), ...(await ask(["/"], write))]).toEqual([200, 200]);
  await page.close();
  const paths = [...reads, ...writes, ...agent, ...agent];
  const successes = [...statuses, ...asked].flatMap((status, index) => (isTaken(status) ? [`${FOREIGN_NAME} got ${paths[index]}: ${status}`] : []));
  return { what: "a name that means this machine", attempts: paths.length, successes, twin: "2 of 2" };
}

/** Every page and two answers of the API in a frame of somebody else's page. */
async function frame({ world, line }: Hostile, context: BrowserContext, twin: Site): Promise<Row> {
  const pages = listPaths("page.tsx", { upgradeId: line.upgradeId, appId: "harbor", laneId: "sigra-v1.0", category: "schema", token: "none" });
  const urls = [...pages, "/nowhere", "/api/fleet"].map((path) => world.baseUrl + path);
  const successes = await frameFromAfar(context, urls);
  expect(await frameFromAfar(context, [twin.url])).toEqual([`${twin.url}/`]);
  return { what: "page in a foreign frame", attempts: urls.length, successes, twin: "1 of 1" };
}
