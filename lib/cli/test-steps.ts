import { spawn } from "node:child_process";

/** One thing `npm test` does. */
export type Step = {
  readonly name: string;
  /** Below node_modules; run with this Node. */
  readonly script: string;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the step leaves its results as JSON, and which tool wrote them. */
  readonly report?: { readonly file: string; readonly kind: ReportKind };
};

export type ReportKind = "vitest" | "playwright" | "faults";

const VITEST_REPORT = "test-results/vitest.json";
const PLAYWRIGHT_REPORT = "test-results/playwright.json";
export const FAULTS_REPORT = "test-results/faults.json";

/** Everything short of the browser; what is cheap and fails often comes first. */
export const CHECKS: readonly Step[] = [
  { name: "lint", script: "@biomejs/biome/bin/biome", args: ["check", "."] },
  { name: "route types", script: "next/dist/bin/next", args: ["typegen"] },
  { name: "types", script: "typescript/bin/tsc", args: ["--noEmit"] },
  { name: "layers", script: "../lib/cli/layers.mjs", args: [] },
  { name: "dead code", script: "knip/bin/knip.js", args: [] },
  // Before the tests: some start the built dashboard.
  { name: "build", script: "next/dist/bin/next", args: ["build"], env: { NEXT_TELEMETRY_DISABLED: "1" } },
  {
    name: "unit and integration tests",
    script: "vitest/vitest.mjs",
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`],
    report: { file: VITEST_REPORT, kind: "vitest" },
  },
  {
    name: "faults, the quick part",
    script: "../lib/cli/test-faults.ts",
    node: ["--conditions=react-server", "--import", "tsx"],
    args: ["--quick"],
    report: { file: FAULTS_REPORT, kind: "faults" },
  },
];

export const BROWSER_TESTS: Step = {
  name: "browser tests",
  script: "@playwright/test/cli.js",
  args: ["test", "--reporter=list,json"],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT },
  report: { file: PLAYWRIGHT_REPORT, kind: "playwright" },
};

/** Runs a step with its output on the terminal; true when it ended well. */
export async function runStep({ script, node = [], args, env = {} }: Step): Promise<boolean> {
  const child = spawn(process.execPath, [...node, `node_modules/${script}`, ...args], { env: { ...process.env, ...env }, stdio: "inherit" });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
