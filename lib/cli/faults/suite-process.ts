import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../bundle-program";
import { endProcessesOf } from "./end-processes-of";
import type { RunningSuite, StartSuite } from "./run-suites";
import type { FaultResult } from "./suite";

/** What the process of a suite is told. */
export type SuitePlan = { readonly name: string; readonly quick: boolean; readonly seed: number };
/** What it says. */
export type SuiteMessage = { readonly type: "said"; readonly line: string } | { readonly type: "done"; readonly result: FaultResult };

const underWay = new Set<RunningSuite>();

/** Ends every suite with what it started when this process is told to end. */
export function endSuitesOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void Promise.all([...underWay].map(({ end }) => end())).finally(() => process.exit(1)));
}

/** Runs a suite in a process and a temporary folder of its own, by which everything it started is found and ended. */
export const startSuiteProcess: StartSuite = ({ name }, { quick, seed, report }) => {
  const folder = makeFolder();
  const child = fork(join(PROJECT, "lib/cli/faults/workers/run-suite.ts"), [JSON.stringify({ name, quick, seed } satisfies SuitePlan)], {
    cwd: PROJECT,
    env: { ...process.env, TMPDIR: folder },
    execArgv: ["--conditions=react-server", "--import", "tsx"],
  });
  const running: RunningSuite = {
    result: readResult(child, report),
    end: async () => {
      child.kill("SIGKILL");
      await endProcessesOf(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      underWay.delete(running);
    },
  };
  underWay.add(running);
  return running;
};

function readResult(child: ChildProcess, report: (line: string) => void): Promise<FaultResult> {
  return new Promise((resolve, reject) => {
    child.on("message", (message: SuiteMessage) => {
      if (message.type === "said") report(message.line);
      else resolve(message.result);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`its process ended with ${signal ?? code}`)));
  });
}

/** With what tsx has compiled, or every process would do that anew. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-faults-"));
  for (const name of readdirSync(tmpdir()).filter((found) => /^tsx-\w+$/.test(found))) {
    if (!existsSync(join(folder, name))) symlinkSync(join(tmpdir(), name), join(folder, name));
  }
  return folder;
}
