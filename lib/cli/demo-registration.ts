import { readFileSync } from "node:fs";
import { createAgentClient } from "@/lib/agent-client/create-agent-client";
import type { Database } from "@/lib/server/db/database";
import type { AgentApp, AgentPlan } from "./agent-config";

/** Puts the sample apps under the dashboard's care. */
export async function registerDemoApps(
  { apps, people }: Pick<Database, "apps" | "people">,
  { url, tokenFile }: AgentPlan,
  sampleApps: readonly AgentApp[],
): Promise<void> {
  const client = createAgentClient({ baseUrl: url, token: readFileSync(tokenFile, "utf8").trim() });
  const health = await client.getHealth();
  if (!health.ok) throw new Error(`the agent at ${url} does not answer: ${health.error.message}`);
  const administrator = (await people.list()).find(({ roles }) => roles.includes("administrator"));
  if (!administrator) throw new Error("expected an administrator among the demo's people");
  const common = { agentId: health.value.agentId, addedAt: Date.now(), addedBy: administrator.id, policy: null };
  for (const { id, name, path, standIn } of sampleApps) await apps.add({ ...common, id, name, path, standIn: standIn ?? null });
}
