import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Role } from "@/lib/core/people/person";
import { applyOverlay, createSampleApp, type SampleLane, sampleMixDirectory } from "./sample-app";
import type { Seed } from "./seed";

export const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
const PASSWORD = "a long enough password";
export const APP_ID = "harbor";

/** Who is in every test's world; the name is the part of the address before the @. */
export const PEOPLE = {
  "lead-a": ["lead"],
  "reviewer-a": ["reviewer"],
  "reviewer-b": ["reviewer"],
  "qa-a": ["qa"],
  "operator-a": ["operator"],
  "admin-a": ["administrator"],
} as const satisfies Record<string, readonly Role[]>;
export type PersonName = keyof typeof PEOPLE;

export type World = {
  readonly baseUrl: string;
  /** The sample app's checkout. */
  readonly checkout: string;
  readonly folder: string;
  readonly agent: Service;
  readonly dashboard: Service;
  readonly credentials: (name: PersonName) => { readonly email: string; readonly password: string };
  /** Writes what an installer rerun and hands would, as after the upgrade task. */
  readonly applyOverlay: (options?: { readonly withUnclassified?: boolean }) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A process of ours that a test may kill and start again. */
export type Service = {
  readonly start: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
  readonly logFile: string;
};

export type WorldOptions = {
  readonly lane?: SampleLane;
  /** Environment of the app's commands, for example `SAMPLE_MIX_DELAY_MS`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, readonly string[]>>;
  /** Registers the sample app with the dashboard. */
  readonly withApp?: boolean;
};

/** A repository, an agent, a database, people and a dashboard of their own; `close` removes them all. */
export async function createWorld({ lane = "sigra-v1.0", environment = {}, overrides = {}, withApp = true }: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "upgrade-review-"));
  const checkout = join(folder, "apps", APP_ID);
  await mkdir(join(folder, "apps"), { recursive: true });
  await createSampleApp({ directory: checkout, lane });
  const [agentPort, port] = await Promise.all([freePort(), freePort()]);
  const data = join(folder, "data");
  await mkdir(data, { recursive: true });
  const configFile = join(folder, "agent.json");
  const standIn = "The sample app's mix is a stand-in: a small program that behaves like Sigra's tasks.";
  const config = {
    listen: { host: "127.0.0.1", port: agentPort },
    tokenFile: join(data, "agent-token"),
    dataDir: join(folder, "agent"),
    roots: [join(folder, "apps")],
    apps: [{ id: APP_ID, name: APP_ID, path: checkout, standIn, environment, commands: overrides }],
    programPath: [sampleMixDirectory()],
  };
  await writeFile(configFile, JSON.stringify(config, null, 2));
  const seed: Seed = {
    databaseFile: join(data, "dashboard.db"),
    people: Object.entries(PEOPLE).map(([name, roles]) => ({ name, email: `${name}@example.test`, password: PASSWORD, roles: [...roles] })),
    apps: withApp ? [{ id: APP_ID, name: APP_ID, path: checkout, agentId: "agent", standIn }] : [],
  };
  const seedFile = join(folder, "seed.json");
  await writeFile(seedFile, JSON.stringify(seed));
  await runToEnd(process.execPath, ["--conditions=react-server", "--import", "tsx", join(REPOSITORY, "e2e/seed.ts"), seedFile]);
  const baseUrl = `http://127.0.0.1:${port}`;
  const agent = createService({ name: "agent", folder, args: ["--import", "tsx", join(REPOSITORY, "lib/agent/main.ts"), "--config", configFile], environment: {}, isUp: () => answers(`http://127.0.0.1:${agentPort}/health`) });
  const dashboard = createService({
    name: "dashboard",
    folder,
    args: [join(REPOSITORY, "node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", String(port)],
    environment: { UPGRADE_REVIEW_DATA: data, PORT: String(port), AGENT_URL: `http://127.0.0.1:${agentPort}`, AGENT_TOKEN_FILE: config.tokenFile, NEXT_TELEMETRY_DISABLED: "1" },
    isUp: () => answers(`${baseUrl}/sign-in`),
  });
  await Promise.all([agent.start(), dashboard.start()]);
  return {
    baseUrl,
    checkout,
    folder,
    agent,
    dashboard,
    credentials: (name) => ({ email: `${name}@example.test`, password: PASSWORD }),
    applyOverlay: (options) => applyOverlay(checkout, lane, options),
    close: async () => {
      await Promise.all([agent.kill(), dashboard.kill()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type ServiceOptions = { readonly name: string; readonly folder: string; readonly args: readonly string[]; readonly environment: Readonly<Record<string, string>>; readonly isUp: () => Promise<boolean> };

function createService({ name, folder, args, environment, isUp }: ServiceOptions): Service {
  const logFile = join(folder, `${name}.log`);
  let child: ChildProcess | undefined;
  return {
    logFile,
    start: async () => {
      const log = createWriteStream(logFile, { flags: "a" });
      const started = spawn(process.execPath, [...args], { cwd: REPOSITORY, env: { ...process.env, NODE_ENV: "production", ...environment }, stdio: ["ignore", "pipe", "pipe"] });
      started.stdout?.pipe(log);
      started.stderr?.pipe(log);
      child = started;
      await waitUntil(async () => {
        if (started.exitCode !== null) throw new Error(`the ${name} ended with ${started.exitCode}:\n${await readFile(logFile, "utf8")}`);
        return isUp();
      }, `the ${name} to answer; see ${logFile}`);
    },
    kill: async () => {
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGKILL");
      await ended;
    },
  };
}

/** Waits for something another process does. @throws after a minute, naming what it waited for. */
export async function waitUntil(holds: () => Promise<boolean>, what: string, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("expected a port"));
      server.close(() => resolve(address.port));
    });
  });
}

function runToEnd(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd: REPOSITORY, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });
}

/** A name no other test uses. */
export function aName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString("hex")}`;
}
