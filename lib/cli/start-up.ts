import { readEnv } from "@/lib/server/env";
import { readAgentPlan } from "./agent-config";
import { reportFailure } from "./report-failure";
import { runServices } from "./run-services";
import { setUp } from "./setup";

/** Sets up what is missing and runs the agent and the dashboard until somebody stops them. */
export async function startUp(mode: "start" | "dev"): Promise<void> {
  try {
    const env = readEnv();
    await setUp({ databaseFile: env.databaseFile, build: mode === "start" });
    const agent = process.env.AGENT_URL ? null : readAgentPlan(env.dataFolder, Number(process.env.AGENT_PORT || env.port + 1));
    await runServices({
      env,
      agent,
      mode,
      onReady: async () => {
        console.log(`Upgrade Review: ${env.publicUrl}`);
        if (agent) console.log(`The agent looks for checkouts under ${agent.roots.join(", ")}; ${agent.configFile} says so.`);
        // Only now: the client was perhaps not there when this file was loaded.
        const { inviteFirst } = await import("./invite-first");
        await inviteFirst(env);
        console.log("Ctrl-C ends both.");
      },
    });
  } catch (error) {
    reportFailure(error);
  }
}
