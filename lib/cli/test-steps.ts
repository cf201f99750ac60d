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

const PLAYWRIGHT_REPORT = "test-results/playwright.json";
export const FAULTS_REPORT = "test-results/faults.json";

/** Steps one after the other. */
export type Lane = readonly Step[];
/** Lanes side by side: no more of them than a small machine has processors. */
export type Phase = readonly Lane[];

/** Everything short of the browser; what is cheap and fails often comes first. */
export const CHECKS: readonly Phase[] = [
  [
    [
      { name: "route types", script: "next/dist/bin/next", args: ["typegen"] },
      { name: "types", script: "typescript/bin/tsc", args: ["--noEmit"] },
    ],
    [
      { name: "lint", script: "@biomejs/biome/bin/biome", args: ["check", "."] },
      { name: "layers", script: "../lib/cli/layers.mjs", args: [] },
      { name: "dead code", script: "knip/bin/knip.js", args: [] },
    ],
  ],
  [
    // Before the integration tests: some start the built dashboard.
    [{ name: "build", script: "next/dist/bin/next", args: ["build"], env: { NEXT_TELEMETRY_DISABLED: "1" } }],
    [vitest("unit tests", ["unit", "views"], 1)],
  ],
  [
    [vitest("integration tests", ["integration"], 2)],
    // It waits for processes to start and end more than it works.
    [
      {
        name: "faults, the quick part",
        script: "../lib/cli/test-faults.ts",
        node: ["--conditions=react-server", "--import", "tsx"],
        args: ["--quick"],
        report: { file: FAULTS_REPORT, kind: "faults" },
      },
    ],
  ],
];

export const BROWSER_TESTS: Step = {
  name: "browser tests",
  script: "@playwright/test/cli.js",
  args: ["test", "--reporter=list,json"],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT },
  report: { file: PLAYWRIGHT_REPORT, kind: "playwright" },
};

function vitest(name: string, projects: readonly string[], workers: number): Step {
  const file = `test-results/vitest-${projects.join("-")}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return {
    name,
    script: "vitest/vitest.mjs",
    args: ["run", ...projects.flatMap((project) => ["--project", project]), `--maxWorkers=${workers}`, ...reporters],
    report: { file, kind: "vitest" },
  };
}

export type StepEnd = {
  readonly ok: boolean;
  readonly seconds: number;
  /** What it printed, where that was kept. */
  readonly output: string;
};

/** Runs a step with its output on the terminal, or keeps that for its end. */
export async function runStep({ script, node = [], args, env = {} }: Step, output: "shown" | "kept"): Promise<StepEnd> {
  const startedAt = performance.now();
  const stdio = output === "shown" ? "inherit" : "pipe";
  const child = spawn(process.execPath, [...node, `node_modules/${script}`, ...args], {
    env: { ...process.env, ...env },
    stdio: ["inherit", stdio, stdio],
  });
  const kept: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => kept.push(chunk));
  const ok = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
  return { ok, seconds: (performance.now() - startedAt) / 1_000, output: Buffer.concat(kept).toString("utf8") };
}
