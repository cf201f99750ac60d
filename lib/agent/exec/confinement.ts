import { spawnSync } from "node:child_process";
import type { Health } from "@/lib/contract/agent-api";
import { findProgram } from "./find-program";

/** How a step's processes are held together, so that ending the step ends all of them. */
export type Confinement = {
  /** What is put before the shim's own command line; empty where there is no PID namespace. */
  readonly prefix: readonly string[];
  readonly description: Health["confinement"];
};

const FLAGS = ["--pid", "--fork", "--kill-child", "--mount-proc"];
/** Without rights of its own an ordinary account gets its namespace inside one of users. */
const VARIANTS = [FLAGS, ["--user", "--map-current-user", ...FLAGS]];
const TRIAL_LIMIT_MS = 10_000;

export const SWEEP: Confinement = {
  prefix: [],
  description: {
    way: "sweep",
    sentence:
      "This system gives no PID namespace, so a step's processes are found by their marker, group, session, parents and log. One that sheds all of these between two looks is not found.",
  },
};

/** Tries what this system allows, by doing it once. */
export function detectConfinement(folders: readonly string[]): Confinement {
  const unshare = findProgram("unshare", folders, "/");
  const variant = unshare && VARIANTS.find((flags) => isFirstProcess(unshare, flags));
  if (!unshare || !variant) return SWEEP;
  return {
    prefix: [unshare, ...variant],
    description: {
      way: "pid-namespace",
      sentence: "Each step runs in a PID namespace of its own: when it ends, the system ends every process that it started.",
    },
  };
}

function isFirstProcess(unshare: string, flags: readonly string[]): boolean {
  const trial = spawnSync(unshare, [...flags, "sh", "-c", 'test "$$" = 1 && test -d /proc/1'], {
    env: { NODE_ENV: "production", PATH: "/usr/bin:/bin" },
    timeout: TRIAL_LIMIT_MS,
    stdio: "ignore",
  });
  return trial.status === 0;
}
