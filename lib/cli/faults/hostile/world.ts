import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Agent as Connections } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NEXT } from "@/e2e/world";
import { waitUntil } from "@/e2e/wait-until";
import Sqlite from "better-sqlite3";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import type { SealedRecord } from "@/lib/core/audit/record";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { ROLES } from "@/lib/core/people/person";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import { createPerson } from "@/lib/server/auth/create-person";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { createDatabase } from "@/lib/server/db/database";
import { freePort } from "@/lib/testing/free-port";
import { storeSnapshot } from "@/lib/testing/store-snapshot";
import { applyMigrations } from "@/prisma/apply-migrations";
import { ask, createConnections, signIn } from "../api";
import { PROJECT } from "../../bundle-program";
import { endAtOnce } from "../lean-process";
import { createReviewedUpgrade } from "../reviewed-upgrade";
import type { RawAnswer, RawRequest } from "./http-client";
import { sendRaw } from "./http-client";
import { type Api, AGENT_ROUTES, listDashboardRoutes } from "./requests";

const PASSWORD = "a long enough password";
/** Only what hangs is silent for so long, whatever the machine. */
const PATIENCE_MS = 120_000;
/** Each may upload so much a minute; together they may more. */
const PEOPLE = 8;
const UPGRADE = "hostile-1";
const KNOWN_JOB = "known-job-1";
const WATCH = join(PROJECT, "lib/cli/faults/workers/watch-loop.mjs");

/** A server whose main thread is watched. */
export type WatchedServer = {
  readonly port: number;
  readonly send: (request: RawRequest) => Promise<RawAnswer>;
  /** The longest turn of its event loop since it was last asked, in milliseconds of a processor; answered when the one under way is over. */
  readonly takeLongestTurn: () => Promise<number>;
  readonly hasEnded: () => boolean;
  readonly readLog: () => string;
  readonly end: () => Promise<void>;
};

export type HostileWorld = {
  readonly dashboard: { readonly server: WatchedServer; readonly api: Api };
  readonly agent: { readonly server: WatchedServer; readonly api: Api };
  /** What is wrong after all of it; ends both servers. */
  readonly judge: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

/** The built dashboard and an agent, both watched, with something behind every kind of address. */
export async function createHostileWorld(): Promise<HostileWorld> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-hostile-"));
  const [port, agentPort] = [await freePort(), await freePort()];
  const data = join(folder, "data");
  const publicUrl = `http://127.0.0.1:${port}`;
  const tokenFile = join(folder, "agent-token");
  const configFile = join(folder, "agent.json");
  const checkout = join(folder, "apps/shop");
  makeCheckout(checkout);
  const apps = [{ id: "shop", name: "Shop", path: checkout }];
  const config = { listen: { host: "127.0.0.1", port: agentPort }, tokenFile, dataDir: "agent", roots: [join(folder, "apps")], apps };
  writeFileSync(configFile, JSON.stringify(config));
  const connections = createConnections();
  const agent = startServer({
    name: "agent",
    folder,
    port: agentPort,
    args: ["--import", "tsx", join(PROJECT, "lib/agent/main.ts"), "--config", configFile],
    env: {},
  });
  const before = await seed(data);
  const dashboard = startServer({
    name: "dashboard",
    folder,
    port,
    args: [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)],
    env: {
      UPGRADE_REVIEW_DATA: data,
      PORT: String(port),
      AGENT_URL: `http://127.0.0.1:${agentPort}`,
      AGENT_TOKEN_FILE: tokenFile,
      NEXT_TELEMETRY_DISABLED: "1",
      BACKUP_EVERY_HOURS: "0",
    },
  });
  const close = async (): Promise<void> => {
    connections.destroy();
    await Promise.all([agent.end(), dashboard.end()]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await Promise.all([untilUp(agent, "agent"), untilUp(dashboard, "dashboard")]);
    const token = readFileSync(tokenFile, "utf8").trim();
    await runKnownJob(agentPort, token);
    const cookies: string[] = [];
    for (const email of before.emails) cookies.push(await signIn(connections, { port, publicUrl }, email, PASSWORD));
    // Idle ones the server closes after five seconds, perhaps just when the next request comes; then new ones are opened.
    connections.destroy();
    return {
      dashboard: { server: dashboard, api: toDashboardApi(publicUrl, cookies, before.indexBlob) },
      agent: { server: agent, api: toAgentApi(agentPort, token) },
      judge: async () => [
        ...(await judgeAnswers(connections, { port, publicUrl, cookie: cookies[0] ?? "" }, before.people)),
        ...(await judgeAgent(agentPort, token)),
        ...(await judgeRest(dashboard, agent, join(data, "dashboard.db"))),
      ],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function toDashboardApi(publicUrl: string, cookies: readonly string[], indexBlob: string): Api {
  const { host } = new URL(publicUrl);
  const own = { host, origin: publicUrl };
  return {
    routes: listDashboardRoutes(join(PROJECT, "app/api")),
    params: {
      upgradeId: [UPGRADE, UPGRADE, UPGRADE, "nowhere"],
      number: ["1", "0", "2"],
      file: ["0", "1", "9"],
      side: ["old", "new", "both"],
      blob: [indexBlob, "0".repeat(64)],
      jobId: ["job-under-way", KNOWN_JOB],
      seq: ["1", "5", "0"],
      appId: [`app-of-${UPGRADE}`, "shop"],
      // Nobody of those who send: their roles and passwords are needed.
      personId: ["nobody"],
      token: ["x".repeat(43)],
      passkeyId: ["none"],
    },
    queries: ["after", "offset", "download", "since", "from", "to", "file", "bucket", "layout", "want", "q", "snapshot", "unknown"],
    headers: cookies.map((cookie) => ({ ...own, cookie })),
    openHeaders: own,
  };
}

function toAgentApi(port: number, token: string): Api {
  const own = { host: `127.0.0.1:${port}`, authorization: `Bearer ${token}` };
  const oid = ["a".repeat(40), "0".repeat(64), "HEAD"];
  return {
    routes: AGENT_ROUTES,
    params: { appId: ["shop", "shop", "nowhere"], jobId: [KNOWN_JOB, KNOWN_JOB, "no-such-job"], oid, name: ["tree.json", "elixir.diff", "nothing"] },
    queries: ["after", "offset", "limit", "package", "unknown"],
    headers: [own],
    openHeaders: own,
  };
}

/** People, and an upgrade whose five buckets wait, with a snapshot behind it. */
async function seed(dataFolder: string) {
  mkdirSync(dataFolder);
  const file = join(dataFolder, "dashboard.db");
  await applyMigrations(file);
  const database = createDatabase({ file });
  await database.connect();
  const emails = Array.from({ length: PEOPLE }, (_, index) => `everybody-${index + 1}@example.test`);
  for (const email of emails) {
    const person = await createPerson(database.invitations, { name: email.slice(0, 11), email, password: PASSWORD, roles: [...ROLES] });
    if (person === "email-taken") throw new Error(`expected ${email} to be new`);
  }
  const files = ["lib/harbor/accounts.ex", "lib/harbor_web/router.ex"].map((path) => [aRawChange({ path }), aPatch(" a\n-b\n+c\n d\n+e\n f")] as const);
  const blobs = createFileBlobStore(join(dataFolder, "blobs"));
  // The upgrade's records name the log of a program that said nothing.
  await blobs.put(new Uint8Array());
  const indexBlob = await storeSnapshot(blobs, files);
  const { records, upgrade } = createReviewedUpgrade(UPGRADE, { indexBlob, absent: ["router", "schema"] });
  await database.log.append(records, toProjection(upgrade));
  await database.close();
  return { emails, indexBlob, people: PEOPLE };
}

function makeCheckout(checkout: string): void {
  mkdirSync(join(checkout, "lib"), { recursive: true });
  writeFileSync(join(checkout, "mix.exs"), "defmodule Shop.MixProject do\n  use Mix.Project\n  def project, do: [app: :shop]\nend\n");
  writeFileSync(join(checkout, "lib/a.ex"), "defmodule A do\nend\n");
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", "-c", "commit.gpgSign=false", ...args], {
      cwd: checkout,
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    });
  git("init", "-q", "--template=", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "start");
}

type ServerOptions = {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Starts a server with the watch in front of it. */
export function startServer({ name, folder, port, args, env }: ServerOptions): WatchedServer {
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, "a");
  const child: ChildProcess = spawn(process.execPath, ["--import", WATCH, ...args], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return {
    port,
    send: (request) => sendRaw(port, request),
    takeLongestTurn: () => askForLongestTurn(child),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    readLog: () => readFileSync(logFile, "utf8"),
    end: () => endAtOnce(child),
  };
}

function askForLongestTurn(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(Number.POSITIVE_INFINITY), PATIENCE_MS);
    const settle = (longestMs: number) => {
      clearTimeout(timer);
      child.off("message", read);
      child.off("exit", end);
      resolve(longestMs);
    };
    const read = (message: unknown) => {
      // Next says things of its own.
      if (typeof message === "object" && message !== null && "longestTurnMs" in message) settle(Number(message.longestTurnMs));
    };
    const end = () => settle(0);
    if (!child.connected) return end();
    child.on("message", read);
    child.once("exit", end);
    child.send("look", (error) => error && end());
  });
}

export async function untilUp(server: WatchedServer, name: string): Promise<void> {
  await waitUntil(async () => {
    if (server.hasEnded()) throw new Error(`the ${name} ended before it was up:\n${server.readLog().slice(-4_000)}`);
    return (await sendHonestly(server.port, "/", {})) !== null;
  }, `the ${name} to answer`);
  await server.takeLongestTurn();
}

async function sendHonestly(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<{ status: number; body: unknown } | null> {
  const init = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init).catch(() => null);
  if (!answer) return null;
  const text = await answer.text();
  return { status: answer.status, body: answer.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : text };
}

/** A job that has ended, so that there is something to ask for. */
async function runKnownJob(port: number, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const job = { jobId: KNOWN_JOB, appId: "shop", upgradeId: "up-1", stepId: "look", attempt: 1, action: { type: "anchor" }, timeoutMs: 60_000, gatePass: null };
  const sent = await sendHonestly(port, "/jobs", headers, job);
  if (sent?.status !== 202) throw new Error(`the agent did not take a job: ${JSON.stringify(sent)}`);
  await waitUntil(async () => (await readJobState(port, headers)) === "ended", "the known job to end");
}

async function readJobState(port: number, headers: Readonly<Record<string, string>>): Promise<unknown> {
  return ((await sendHonestly(port, `/jobs/${KNOWN_JOB}`, headers))?.body as { state?: unknown } | undefined)?.state;
}

async function judgeAnswers(
  connections: Connections,
  at: { readonly port: number; readonly publicUrl: string; readonly cookie: string },
  people: number,
): Promise<readonly string[]> {
  const fleet = await ask(connections, { ...at, method: "GET", path: "/api/fleet" });
  const found = await ask(connections, { ...at, method: "GET", path: "/api/people" });
  const names = (found.body as { people?: readonly unknown[] }).people ?? [];
  return [
    ...(fleet.status === 200 ? [] : [`afterwards the dashboard answers ${fleet.status}`]),
    ...(names.length === people ? [] : [`there were ${people} people and now are ${names.length}`]),
  ];
}

async function judgeAgent(port: number, token: string): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${token}` };
  const health = await sendHonestly(port, "/health", headers);
  const apps = ((await sendHonestly(port, "/apps", headers))?.body as { apps?: readonly { id: string }[] } | undefined)?.apps ?? [];
  return [
    ...(health?.status === 200 ? [] : [`afterwards the agent answers ${health?.status}`]),
    ...(apps.length === 1 && apps[0]?.id === "shop" ? [] : [`the agent's apps are now ${apps.map(({ id }) => id).join(", ")}`]),
    ...((await readJobState(port, headers)) === "ended" ? [] : ["the agent lost a job"]),
  ];
}

async function judgeRest(dashboard: WatchedServer, agent: WatchedServer, databaseFile: string): Promise<readonly string[]> {
  await Promise.all([dashboard.end(), agent.end()]);
  const database = new Sqlite(databaseFile, { readonly: true });
  const rows = database.prepare(`SELECT "upgradeId", seq, canonical, "prevHash", hash FROM audit_record ORDER BY "upgradeId", seq`).all() as SealedRecord[];
  const integrity = database.pragma("integrity_check", { simple: true });
  database.close();
  const chains = [...new Set(rows.map(({ upgradeId }) => upgradeId))].map((id) => ({
    id,
    verdict: verifyChain(rows.filter(({ upgradeId }) => upgradeId === id)),
  }));
  return [
    ...(integrity === "ok" ? [] : [`the database is damaged: ${integrity}`]),
    ...(chains.length === 1 ? [] : [`there was one upgrade and now are ${chains.length}`]),
    ...chains.flatMap(({ id, verdict }) => (verdict.ok ? [] : [`record ${verdict.seq} of ${id}: ${verdict.problem.sentence}`])),
    ...[dashboard, agent].flatMap((server) => /^.*(?:request failed|uncaughtException|unhandledRejection).*$/m.exec(server.readLog())?.[0].slice(0, 500) ?? []),
  ];
}
