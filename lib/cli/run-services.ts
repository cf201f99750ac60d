import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "@/lib/server/env";
import type { AgentPlan } from "./agent-config";
import { type Service, type Supervised, supervise } from "./supervise";

export type RunOptions = {
  readonly env: Env;
  /** Null: the agent runs elsewhere. */
  readonly agent: AgentPlan | null;
  readonly mode: "start" | "dev";
  /** Called when the agent answers, before the dashboard starts. */
  readonly onAgentReady?: () => Promise<void>;
  /** Called when the dashboard answers. */
  readonly onReady: () => Promise<void> | void;
};

/** Runs agent and dashboard until somebody stops them; resolves when both have ended. */
export async function runServices({ env, agent, mode, onAgentReady, onReady }: RunOptions): Promise<void> {
  const logFolder = join(env.dataFolder, "logs");
  mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  const running: Supervised[] = [];
  const stopped = onStop(async () => {
    for (const service of running.reverse()) await service.stop();
  });
  const run = async (service: Service): Promise<void> => {
    const supervised = supervise(service, (line) => console.log(line));
    running.push(supervised);
    await supervised.ready;
  };
  try {
    if (agent) await run(toAgentService(agent, logFolder));
    await onAgentReady?.();
    await run(toDashboardService(env, agent, mode, logFolder));
    await onReady();
  } catch (error) {
    if (stopped.begun()) return stopped.done;
    for (const service of running.reverse()) await service.stop();
    throw error;
  }
  await stopped.done;
}

/** Asked twice it stops once. */
function onStop(stop: () => Promise<void>) {
  let begun = false;
  const done = new Promise<void>((resolve, reject) => {
    const handle = (): void => {
      if (begun) return;
      begun = true;
      console.log("Stopping.");
      stop().then(resolve, reject);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, handle);
  });
  return { done, begun: () => begun };
}

function toAgentService({ configFile, url }: AgentPlan, logFolder: string): Service {
  const { hostname, port } = new URL(url);
  return {
    name: "agent",
    args: ["--import", "tsx", "lib/agent/main.ts", "--config", configFile],
    env: {},
    logFile: join(logFolder, "agent.log"),
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port),
  };
}

function toDashboardService(env: Env, agent: AgentPlan | null, mode: "start" | "dev", logFolder: string): Service {
  const { dataFolder, host, port, publicUrl } = env;
  const variables = {
    UPGRADE_REVIEW_DATA: dataFolder,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    AGENT_URL: agent?.url ?? env.agentUrl,
    AGENT_TOKEN_FILE: agent?.tokenFile ?? env.agentTokenFile,
    NODE_ENV: mode === "start" ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const args = ["node_modules/next/dist/bin/next", mode, "-H", host, "-p", String(port)];
  return { name: "dashboard", args, env: variables, logFile: join(logFolder, "dashboard.log"), host, port };
}
