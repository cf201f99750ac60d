import { ROLE_TEXT } from "@/lib/core/people/person";
import { readAuthSecret } from "@/lib/server/auth/auth-secret";
import { readEnv } from "@/lib/server/env";
import { readAgentPlan } from "./agent-config";
import { createDemoApps } from "./demo-apps";
import { findDemoFolder } from "./demo-folder";
import type { DemoPerson } from "./demo-people";
import { reportFailure } from "./report-failure";
import { runServices } from "./run-services";
import { setUp } from "./setup";

/** Runs the dashboard and an agent over two sample apps, with one person per role. */
async function runDemo(): Promise<void> {
  const env = readEnv({ ...process.env, UPGRADE_REVIEW_DATA: findDemoFolder(), AGENT_URL: "" });
  await setUp({ databaseFile: env.databaseFile, build: true });
  const agentPort = Number(process.env.AGENT_PORT || env.port + 1);
  const apps = await createDemoApps(env.dataFolder, agentPort);
  const agent = readAgentPlan(env.dataFolder, agentPort);

  // Only now: the client was perhaps not there when this file was loaded.
  const { createDatabase } = await import("@/lib/server/db/database");
  const { createDemoPeople } = await import("./demo-people");
  const { registerDemoApps } = await import("./demo-registration");
  const database = createDatabase({ file: env.databaseFile });
  const people = await createDemoPeople(database, env.authSecret ?? readAuthSecret(env.dataFolder));
  await runServices({
    env,
    agent,
    mode: "start",
    onAgentReady: async () => {
      await registerDemoApps(database, agent, apps);
      await database.close();
    },
    onReady: () => describeDemo(env.publicUrl, people),
  });
}

function describeDemo(url: string, people: readonly DemoPerson[]): void {
  console.log(`\nUpgrade Review demo: ${url}\n`);
  console.log("Two sample apps, harbor (v1.0 guide) and lantern (v1.1 guide); their mix is a stand-in.\n");
  for (const { email, password, role } of people) console.log(`  ${email.padEnd(26)} ${password}   ${ROLE_TEXT[role].title}`);
  console.log("\nAfter the upgrade task ran, `npm run demo:adopt harbor` (or lantern) makes the changes people make by hand.");
  console.log("Ctrl-C ends the dashboard and the agent.");
}

await runDemo().catch(reportFailure);
