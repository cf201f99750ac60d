import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAgent } from "@/lib/cli/bundle-program";
import { madeOnce } from "@/lib/cli/made-once.mjs";
import { freePort } from "@/lib/testing/free-port";
import { copyProject } from "./copy-project";
import { endJobs } from "./end-jobs";
import { applyOverlay, createSampleApp, SAMPLE_STATE, type SampleLane, sampleMixDirectory } from "./sample-app";
import { createSeededDatabase } from "./seeded-database";
import { createSeededSessions } from "./seeded-sessions";
import { type Credentials, credentialsOf, type PersonName } from "./people";
import { waitUntil } from "./wait-until";

export { waitUntil } from "./wait-until";

export const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
/** Where the project for the real mix keeps which migrations ran. */
const PROJECT_STATE = ["priv/repo/.migrated"];
/** The program that serves the built dashboard. */
export const NEXT = join(REPOSITORY, "node_modules/next/dist/bin/next");
/** The agent as people start it: its sources are compiled at every start. */
export const AGENT = ["--import", "tsx", join(REPOSITORY, "lib/agent/main.ts")];
export const APP_ID = "harbor";
/** What an upgraded sample app needs in its environment to boot. */
export const CLOAK_KEY = Buffer.alloc(32, 7).toString("base64");

export type World = {
  readonly baseUrl: string;
  readonly appId: string;
  /** The app's checkout. */
  readonly checkout: string;
  readonly folder: string;
  /** What the dashboard keeps: database and blobs. */
  readonly dataFolder: string;
  /** What the agent keeps: journal, jobs, its own git folders. */
  readonly agentFolder: string;
  readonly agentUrl: string;
  readonly agent: Service;
  readonly dashboard: Service;
  readonly credentials: (name: PersonName) => Credentials;
  /** Writes what an installer rerun and hands would, as after the upgrade task. */
  readonly applyOverlay: (options?: { readonly withUnclassified?: boolean }) => Promise<void>;
  /** What clients reach the dashboard with instead of `fetch`. */
  readonly fetch?: typeof fetch;
  /** The cookie of a person in the session that this world has for them. */
  readonly cookieOf: (name: PersonName) => string;
  /** This world with another app and its own repository. @throws when it was made without spare ones. */
  readonly addApp: () => Promise<World>;
  readonly close: () => Promise<void>;
};

/** A process of ours that a test may kill and start again. */
export type Service = {
  readonly start: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
  /** Stops it where it stands, as a machine under load would; `resume` lets it go on. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly logFile: string;
};

export type WorldOptions = {
  readonly lane?: SampleLane;
  /** Environment of the app's commands, for example `SAMPLE_MIX_DELAY_MS`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, readonly string[]>>;
  /** Registers the app with the dashboard. */
  readonly withApp?: boolean;
  /** How many sample apps may be added later. */
  readonly spareApps?: number;
  /** A folder to upgrade instead of the sample app; its steps run the machine's own programs. */
  readonly project?: string;
  /** Folders in which the steps' programs are looked for first. */
  readonly programs?: readonly string[];
  /** What Node runs as the dashboard, asked at every start; the built one by default. */
  readonly dashboardArgs?: () => readonly string[];
  readonly dashboardEnvironment?: Readonly<Record<string, string>>;
  /** What Node runs as the agent, before its own options, asked at every start; the agent in one file by default. */
  readonly agentArgs?: () => readonly string[];
};

/** A repository, an agent, a database, people and a dashboard of their own; `close` removes them all. */
export async function createWorld({
  lane = "sigra-v1.0",
  environment = {},
  overrides = {},
  withApp = true,
  spareApps = 0,
  project,
  programs = [],
  dashboardArgs,
  dashboardEnvironment = {},
  agentArgs,
}: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "upgrade-review-"));
  const checkout = join(folder, "apps", APP_ID);
  await mkdir(join(folder, "apps"), { recursive: true });
  await (project === undefined ? createSampleApp({ directory: checkout, lane }) : copyProject(project, checkout));
  const [agentPort, port] = await Promise.all([freePort(), freePort()]);
  const data = join(folder, "data");
  await mkdir(data, { recursive: true });
  const configFile = join(folder, "agent.json");
  const startAgent = agentArgs ?? (await findLeanAgent());
  const standIn = project === undefined ? "The sample app's mix is a stand-in: a small program that behaves like Sigra's tasks." : null;
  const agentFolder = join(folder, "agent");
  const agentUrl = `http://127.0.0.1:${agentPort}`;
  const toApp = (id: string) => ({
    id,
    name: id,
    path: join(folder, "apps", id),
    ...(standIn === null ? {} : { standIn }),
    environment,
    commands: overrides,
    state: standIn === null ? PROJECT_STATE : SAMPLE_STATE,
  });
  const spares = Array.from({ length: spareApps }, (_none, index) => toApp(`${APP_ID}-${index + 2}`));
  const config = {
    listen: { host: "127.0.0.1", port: agentPort },
    tokenFile: join(data, "agent-token"),
    dataDir: agentFolder,
    roots: [join(folder, "apps")],
    apps: [toApp(APP_ID), ...spares],
    programPath: [...programs, ...(standIn === null ? [] : [sampleMixDirectory()])],
  };
  await writeFile(configFile, JSON.stringify(config, null, 2));
  const databaseFile = join(data, "dashboard.db");
  const baseUrl = `http://127.0.0.1:${port}`;
  const agent = createService({
    name: "agent",
    folder,
    args: () => [...startAgent(), "--config", configFile],
    environment: {},
    isUp: () => answers(`${agentUrl}/health`),
  });
  const dashboard = createService({
    name: "dashboard",
    folder,
    args: dashboardArgs ?? (() => [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)]),
    environment: {
      UPGRADE_REVIEW_DATA: data,
      PORT: String(port),
      AGENT_URL: agentUrl,
      AGENT_TOKEN_FILE: config.tokenFile,
      NEXT_TELEMETRY_DISABLED: "1",
      PRELOAD_PAGES: "0",
      ...dashboardEnvironment,
    },
    isUp: () => answers(`${baseUrl}/sign-in`),
  });
  const close = async (): Promise<void> => {
    await Promise.all([agent.kill(), dashboard.kill()]);
    await endJobs(join(agentFolder, "jobs"));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  let cookies: ReadonlyMap<PersonName, string> = new Map();
  const cookieOf = (name: PersonName): string => cookies.get(name) ?? "";
  try {
    const seed = async () => {
      await createSeededDatabase(databaseFile, withApp ? [{ id: APP_ID, path: checkout, standIn }] : []);
      cookies = createSeededSessions({ databaseFile, dataFolder: data, port });
    };
    await Promise.all([agent.start(), seed().then(dashboard.start)]);
  } catch (error) {
    await close();
    throw error;
  }
  const world: World = {
    baseUrl,
    appId: APP_ID,
    checkout,
    folder,
    dataFolder: data,
    agentFolder,
    agentUrl,
    agent,
    dashboard,
    credentials: credentialsOf,
    applyOverlay: (options) => applyOverlay(checkout, lane, options),
    cookieOf,
    addApp: async () => {
      const app = spares.shift();
      if (!app) throw new Error("this world was made without a spare app");
      await createSampleApp({ directory: app.path, lane });
      const headers = { "content-type": "application/json", origin: baseUrl, cookie: cookieOf("lead-a") };
      const body = JSON.stringify({ id: app.id, name: app.name, path: app.path });
      const answer = await fetch(`${baseUrl}/api/apps`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`${app.id} could not be added: ${answer.status} ${await answer.text()}`);
      return { ...world, appId: app.id, checkout: app.path, applyOverlay: (options) => applyOverlay(app.path, lane, options) };
    },
    close,
  };
  return world;
}

/** The agent in one file, which starts in a sixth of the time. */
async function findLeanAgent(): Promise<() => readonly string[]> {
  const folder = await madeOnce("agent", ["lib/agent", "lib/contract", "lib/core", "lib/cli/bundle-program.ts"], bundleAgent);
  return () => [join(folder, "lean-agent.mjs")];
}

/** Signs somebody in; the cookie of the new session. */
export async function askForCookie(baseUrl: string, credentials: Credentials, send = fetch): Promise<string> {
  const response = await send(`${baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: baseUrl },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`${credentials.email} could not sign in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

type ServiceOptions = {
  readonly name: string;
  readonly folder: string;
  readonly args: () => readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly isUp: () => Promise<boolean>;
};

function createService({ name, folder, args, environment, isUp }: ServiceOptions): Service {
  const logFile = join(folder, `${name}.log`);
  let child: ChildProcess | undefined;
  return {
    logFile,
    start: async () => {
      const log = createWriteStream(logFile, { flags: "a" });
      const started = spawn(process.execPath, [...args()], {
        cwd: REPOSITORY,
        env: { ...process.env, NODE_ENV: "production", ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      });
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
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

/** A name no other test uses. */
export function aName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString("hex")}`;
}
