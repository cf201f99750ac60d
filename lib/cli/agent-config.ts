import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";

/** What the command line needs to know of the agent's file; the agent checks all of it. */
const agentFileSchema = z.object({ listen: z.object({ host: z.string(), port: z.int() }), tokenFile: z.string(), roots: z.array(z.string()) });

export type AgentApp = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly standIn?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly state?: readonly string[];
};

export type AgentPlan = { readonly configFile: string; readonly url: string; readonly tokenFile: string; readonly roots: readonly string[] };

/** The agent's configuration as it is made at the first start: no apps yet, checkouts wherever the operator keeps them. */
export function createAgentConfig(port: number) {
  return {
    listen: { host: "127.0.0.1", port },
    tokenFile: "agent-token",
    dataDir: "agent",
    roots: [homedir()],
    apps: [] as readonly AgentApp[],
    programPath: [] as readonly string[],
  };
}

export type AgentConfig = ReturnType<typeof createAgentConfig>;

/** Reads `<data>/agent.json`, writing it first where it is missing. */
export function readAgentPlan(dataFolder: string, port: number): AgentPlan {
  const configFile = join(dataFolder, "agent.json");
  if (!existsSync(configFile)) writeAgentConfig(configFile, createAgentConfig(port));
  const { listen, tokenFile, roots } = parseAgentFile(configFile);
  const host = listen.host === "::1" ? "[::1]" : listen.host;
  return { configFile, url: `http://${host}:${listen.port}`, tokenFile: resolve(dirname(configFile), tokenFile), roots };
}

export function writeAgentConfig(configFile: string, config: AgentConfig): void {
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

function parseAgentFile(configFile: string) {
  const parsed = agentFileSchema.safeParse(JSON.parse(readFileSync(configFile, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${configFile}: ${issue?.path.join(".")}: ${issue?.message}`);
}
