import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { PROJECT } from "../bundle-program";
import { buildLeanDashboard } from "./build-lean-dashboard";
import type { Twin } from "./workers/broken-logs";

export type LeanOptions = {
  readonly dataFolder: string;
  readonly port: number;
  /** Where people believe the dashboard is; the same for every process that serves it. */
  readonly publicUrl: string;
  /** Null: neither dispatcher nor subscription run. */
  readonly agent: { readonly url: string; readonly tokenFile: string } | null;
  readonly twin?: Twin | undefined;
};

/** One process of the dashboard without Next. */
export type LeanProcess = {
  readonly port: number;
  /** Undefined before the first start. */
  readonly pid: () => number | undefined;
  readonly start: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
};

const PATIENCE_MS = 120_000;

/** A dashboard that starts in half a second; not started yet. */
export async function createLeanProcess({ dataFolder, port, publicUrl, agent, twin }: LeanOptions): Promise<LeanProcess> {
  const script = await buildLeanDashboard();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    UPGRADE_REVIEW_DATA: dataFolder,
    LISTEN_PORT: String(port),
    PUBLIC_URL: publicUrl,
    ...(agent ? { AGENT_URL: agent.url, AGENT_TOKEN_FILE: agent.tokenFile } : { WITHOUT_AGENT: "1" }),
    ...(twin ? { FAULT_TWIN: twin } : {}),
  };
  let child: ChildProcess | undefined;
  return {
    port,
    pid: () => child?.pid,
    start: async () => {
      const started = spawn(process.execPath, [script], { cwd: PROJECT, env, stdio: ["ignore", "pipe", "pipe"] });
      child = started;
      await untilReady(started);
    },
    kill: () => endAtOnce(child),
  };
}

/** Ends a process with a signal that it cannot see coming. */
export async function endAtOnce(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = "";
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-10_000);
      if (output.includes("ready\n")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code, signal) => reject(new Error(`the dashboard ended (${signal ?? code}) before it was ready:\n${output}`)));
  });
  const over = new AbortController();
  const late = wait(PATIENCE_MS, undefined, { signal: over.signal }).then(() => Promise.reject(new Error(`the dashboard was not ready in time:\n${output}`)));
  late.catch(() => undefined);
  await Promise.race([ready, late]).finally(() => over.abort());
}
