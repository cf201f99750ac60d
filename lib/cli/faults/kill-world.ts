import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOAK_KEY, createWorld, NEXT, type World } from "@/e2e/world";
import { sampleMixDirectory } from "@/e2e/sample-app";
import { buildLeanDashboard, PROJECT } from "./build-lean-dashboard";
import type { Twin } from "./workers/broken-logs";

/** Every so many starts of the dashboard it is the built one, with pages and all. */
const BUILT_EVERY = 10;

export type KillWorld = {
  readonly world: World;
  /** How often a dashboard was started as it is built. */
  readonly builtStarts: () => number;
  /** Ids of the jobs whose program was started, once per start. */
  readonly starts: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** A world whose steps note that they were started, and whose dashboard is mostly the one without Next. */
export async function createKillWorld(twin?: Twin): Promise<KillWorld> {
  const lean = await buildLeanDashboard();
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
  const dashboardArgs = (): readonly string[] => {
    starts += 1;
    if (twin || starts % BUILT_EVERY !== 0) return [lean];
    builtStarts += 1;
    return [NEXT, "start", "-H", "127.0.0.1"];
  };
  const world = await createWorld({
    environment: { SAMPLE_MIX_DELAY_MS: "5", CLOAK_KEY },
    overrides: { "sigra-v1.0/fetch": ["numbered"] },
    programs: [programs],
    dashboardArgs,
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
