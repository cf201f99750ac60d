import { existsSync } from "node:fs";
import { runTool } from "./run-tool";
import { digestSources, hasStamp, writeStamp } from "./stamp.mjs";

const STAMP = ".next/upgrade-review-sources";
/** Not tsconfig.json: the build itself writes it. */
const SOURCES = [
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "instrumentation.ts",
  "proxy.ts",
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
];

/** Builds the dashboard where the build is missing or older than the sources. */
export async function buildDashboard(): Promise<void> {
  const digest = digestSources(SOURCES, isNotBuilt);
  if (existsSync(".next/BUILD_ID") && hasStamp(STAMP, digest)) return;
  console.log("Building the dashboard; this takes a minute after a change.");
  await runTool("building the dashboard", "next/dist/bin/next", ["build"], { env: { NEXT_TELEMETRY_DISABLED: "1" }, quiet: true });
  writeStamp(STAMP, digest);
}

/** Tests and what runs beside the dashboard do not change its build. */
function isNotBuilt(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /^lib\/(?:cli|testing|agent|decisions|server\/db\/generated)(?:\/|$)/.test(path);
}
