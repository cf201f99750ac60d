import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AGENT, CLOAK_KEY, createWorld, NEXT, type World } from "@/e2e/world";
import { sampleMixDirectory } from "@/e2e/sample-app";
import { PROJECT } from "../bundle-program";
import { buildLeanAgent, buildLeanDashboard } from "./build-lean-dashboard";
import type { Twin } from "./workers/broken-logs";

/** One in so many starts is of the program as it is delivered, the dashboard with pages and all; which of them. */
const BUILT_EVERY = 10;
const BUILT_AT = 5;

export type KillWorld = {
  readonly world: World;
  /** How often a dashboard was started as it is built. */
  readonly builtStarts: () => number;
  /** Ids of the jobs whose program was started, once per start. */
  readonly starts: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** A world whose steps note that they were started, and whose dashboard and agent mostly start faster than as they are delivered. */
export async function createKillWorld(twin?: Twin): Promise<KillWorld> {
  const [leanDashboard, leanAgent] = await Promise.all([buildLeanDashboard(), buildLeanAgent()]);
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-kills-"));
  const startsFile = join(folder, "starts");
  const programs = join(folder, "programs");
  mkdirSync(programs);
  const note = `printf '%s\\n' "$UPGRADE_REVIEW_JOB" >> '${startsFile}'`;
  writeProgram(join(programs, "mix"), `[ -n "$NUMBERED_STEP" ] || ${note}\nexec '${join(sampleMixDirectory(), "mix")}' "$@"`);
  writeProgram(
    join(programs, "numbered"),
    `${note}\nNUMBERED_STEP=1 exec '${process.execPath}' '${join(PROJECT, "lib/cli/faults/workers/numbered-step.mjs")}'`,
  );
  let starts = 0;
  let builtStarts = 0;
  let agentStarts = 0;
  const dashboardArgs = (): readonly string[] => {
    starts += 1;
    if (twin || starts % BUILT_EVERY !== BUILT_AT) return [leanDashboard];
    builtStarts += 1;
    return [NEXT, "start", "-H", "127.0.0.1"];
  };
  const world = await createWorld({
    environment: { SAMPLE_MIX_DELAY_MS: "5", CLOAK_KEY },
    overrides: { "sigra-v1.0/fetch": ["numbered"] },
    programs: [programs],
    dashboardArgs,
    agentArgs: () => {
      agentStarts += 1;
      return agentStarts % BUILT_EVERY === BUILT_AT ? AGENT : [leanAgent];
    },
    dashboardEnvironment: twin ? { FAULT_TWIN: twin } : {},
  });
  return {
    world,
    builtStarts: () => builtStarts,
    starts: () => (existsSync(startsFile) ? readFileSync(startsFile, "utf8").trim().split("\n") : []),
    close: async () => {
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeProgram(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}
