import { existsSync } from "node:fs";
import { runTool } from "./run-tool";
import { digestSources, hasStamp, writeStamp } from "./stamp.mjs";

const CLIENT = "lib/server/db/generated/client.ts";
const STAMP = "node_modules/.cache/upgrade-review/client";

/** Generates the database client where it is missing or older than the schema. */
export async function generateClient(): Promise<void> {
  const digest = digestSources(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (existsSync(CLIENT) && hasStamp(STAMP, digest)) return;
  // Prisma asks for a schema engine that it does not use here and that would have to be downloaded.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", CHECKPOINT_DISABLE: "1" };
  await runTool("generating the database client", "prisma/build/index.js", ["generate"], { env, quiet: true });
  writeStamp(STAMP, digest);
}
