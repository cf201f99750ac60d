import { parseArgs } from "node:util";
import { destination, pino } from "pino";
import { findLane } from "@/lib/core/lane/registry";
import { loadConfig } from "./config";
import { createAgent } from "./create-agent";
import { readBaseEnvironment } from "./environment";
import { StartError } from "./start-error";

/** Starts the agent: `main.ts --config PATH`. Standard output gets one line, the address; logs go to standard error. */
async function main(): Promise<void> {
  const logger = pino({ name: "agent" }, destination({ dest: 2, sync: true }));
  const agent = await createAgent({ config: loadConfig(readConfigPath()), findLane, base: readBaseEnvironment(process.env), logger });
  const { url } = await agent.listen();
  process.stdout.write(`Upgrade Review agent listening on ${url}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      logger.info({ signal }, "stopping; programs go on and are found again");
      void agent.close().then(() => process.exit(0));
    });
  }
}

function readConfigPath(): string {
  try {
    const { values } = parseArgs({ options: { config: { type: "string" } } });
    if (values.config !== undefined) return values.config;
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
  throw new StartError("expected --config PATH");
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`agent: ${error.message}\n`);
  process.exit(1);
}
