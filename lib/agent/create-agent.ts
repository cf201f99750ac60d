import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Hono } from "hono";
import type { Logger } from "pino";
import type { RegisteredLane } from "@/lib/core/lane/registry";
import type { Result } from "@/lib/core/result";
import { lockDataDir } from "./agent-lock";
import { createAppRegistry } from "./apps/app-registry";
import type { AgentConfig } from "./config";
import { openDataDir, type DataDir } from "./data-dir";
import type { BaseEnvironment } from "./environment";
import { detectConfinement, SWEEP } from "./exec/confinement";
import { requireGit } from "./git/require-git";
import { openRepository, type Repository } from "./git/repository";
import { createAppRoutes } from "./http/app-routes";
import { createApp } from "./http/create-app";
import { createEventRoutes } from "./http/event-routes";
import type { AgentEnvironment } from "./http/guard";
import { createJobRoutes } from "./http/job-routes";
import { createWitnessRoutes } from "./http/witness-routes";
import { listen } from "./http/listen";
import { openJournal } from "./journal/journal";
import { refuse, type Refusal } from "./refusal";
import { createJobBook, type JobBook } from "./runner/job-book";
import { createJobStore } from "./runner/job-store";
import { createRunner } from "./runner/runner";
import { createSignedDependencies } from "./sealed/signed-dependencies";
import { openWitness } from "./witness/witness";
import { loadToken } from "./token";

type AgentDeps = {
  readonly config: AgentConfig;
  readonly findLane: (laneId: string) => RegisteredLane | undefined;
  readonly base: BaseEnvironment;
  readonly logger: Logger;
  readonly now?: () => number;
  /** Between SIGTERM and SIGKILL; three seconds unless a test is in a hurry. */
  readonly graceMs?: number;
  /** What of a job's log is kept; 256 MiB unless a test has less to write. */
  readonly logLimitBytes?: number;
};

export type Agent = {
  readonly agentId: string;
  readonly http: Hono<AgentEnvironment>;
  /** Opens the port. @throws StartError when it is taken. */
  readonly listen: () => Promise<{ readonly url: string; readonly port: number }>;
  /** Stops answering and lets go of the data folder; programs go on and are found again. */
  readonly close: () => Promise<void>;
};

export const AGENT_VERSION = "0.1.0";

/**
 * Opens the data folder, picks up what was left unfinished and is ready to listen.
 *
 * @throws StartError with one line for the operator.
 */
export async function createAgent(deps: AgentDeps): Promise<Agent> {
  await requireGit(deps.base.path.join(delimiter));
  const dataDir = openDataDir(deps.config.dataDir);
  const unlock = lockDataDir(dataDir.root);
  try {
    return assemble(deps, dataDir, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function assemble(
  { config, findLane, base, logger, now = Date.now, graceMs = 3_000, logLimitBytes = 256 * 1024 * 1024 }: AgentDeps,
  dataDir: DataDir,
  unlock: () => void,
): Agent {
  const stopping = new AbortController();
  const token = loadToken(config.tokenFile);
  const journal = openJournal(dataDir.journal, {
    now,
    onTornLine: (bytes) => logger.warn({ bytes }, "the journal ended in a torn line, which was cut off"),
  });
  const book = createJobBook();
  journal.subscribe(book.apply);
  const store = createJobStore(dataDir.jobs);
  const apps = createAppRegistry(config.apps, config.roots, dataDir.apps);
  for (const app of apps.list()) {
    const located = apps.locate(app);
    if (!located.ok) logger.warn({ appId: app.id, code: located.error.code }, located.error.message);
  }

  function openApp(appId: string): Result<Repository, Refusal> {
    const app = apps.find(appId);
    if (!app) return refuse("unknown-app", `This agent has no app ${appId}; add it first.`);
    const located = apps.locate(app);
    if (!located.ok) return located;
    const place = createHash("sha256").update(located.value).digest("hex").slice(0, 12);
    return openRepository(located.value, join(dataDir.git, `${appId}-${place}.git`), base.path.join(delimiter));
  }

  const confinement = config.confinement === "sweep" ? SWEEP : detectConfinement(base.path);
  const witness = openWitness({ folder: dataDir.root, agentId: dataDir.agentId, now });
  const runner = createRunner({
    apps,
    findLane,
    openApp,
    journal,
    book,
    store,
    base,
    programPath: config.programPath,
    agentId: dataDir.agentId,
    sealedRoot: dataDir.sealed,
    signedDependencies: createSignedDependencies(dataDir.dependencies),
    witness,
    logger,
    now,
    stopping: stopping.signal,
    graceMs,
    confinement,
    logLimitBytes,
  });
  let port = config.listen.port;
  let stopListening = async () => {};
  const http = createApp({
    token,
    logger,
    getPort: () => port,
    health: { agentId: dataDir.agentId, version: AGENT_VERSION, startedAt: now(), roots: [...config.roots], confinement: confinement.description },
    routes: [
      createAppRoutes({ apps, roots: config.roots, openApp, runner }),
      createJobRoutes({ runner, store, logLimitBytes, stopping: stopping.signal }),
      createWitnessRoutes(witness),
      createEventRoutes({ agentId: dataDir.agentId, journal, stopping: stopping.signal }),
    ],
  });
  clearSealed(dataDir.sealed, book);
  runner.recover();

  let closing: Promise<void> | undefined;
  async function closeDown(): Promise<void> {
    stopping.abort();
    await stopListening();
    await runner.settle();
    journal.close();
    unlock();
  }

  return {
    agentId: dataDir.agentId,
    http,
    listen: async () => {
      const server = await listen(http, config.listen);
      port = server.port;
      stopListening = server.close;
      return { url: server.url, port };
    },
    close: () => {
      closing ??= closeDown();
      return closing;
    },
  };
}

/** What an agent that was killed left of sealed runs that have ended. */
function clearSealed(folder: string, book: JobBook): void {
  const unfinished = new Set(book.listUnfinished().map(({ accepted }) => accepted.jobId));
  for (const jobId of readdirSync(folder)) if (!unfinished.has(jobId)) rmSync(join(folder, jobId), { recursive: true, force: true });
}
