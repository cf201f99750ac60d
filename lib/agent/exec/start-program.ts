import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { writeDurably } from "../durable-file";
import type { Confinement } from "./confinement";
import { findClaim } from "./job-folder";

/** One program to run, complete: nothing is looked up later. */
type ProgramSpec = {
  /** Absolute path of the file to execute. */
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** `NAME=value` that marks every process of the job. */
  readonly marker: string;
  readonly timeoutMs: number;
  /** The time limit ends when the job's folder holds `serving`. */
  readonly untilServing: boolean;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  readonly logLimitBytes: number;
};

const SHIM = fileURLToPath(new URL("./shim.mjs", import.meta.url));
const POLL_MS = 10;
/** The shim is PID 1 of the namespace and cannot see what others know it by: the number of the process that holds the namespace. */
const IN_NAMESPACE = 'folder=$1 node=$2 shim=$3; shift 3; exec "$@" "$node" "$shim" "$folder" "$(cat /proc/$$/stat)"';

/**
 * Starts a program under the shim, in a session of its own, its output appended to the folder's `log`
 * by file descriptor. Resolves once the shim has the job, or is gone without it.
 */
export async function startProgram(folder: string, spec: ProgramSpec, { prefix }: Confinement): Promise<void> {
  writeDurably(join(folder, "spec.json"), JSON.stringify(spec));
  const log = openSync(join(folder, "log"), "a", 0o600);
  try {
    const [command, args] =
      prefix.length === 0 ? [process.execPath, [SHIM, folder]] : ["/bin/sh", ["-c", IN_NAMESPACE, "sh", folder, process.execPath, SHIM, ...prefix]];
    const [name = "", value = ""] = spec.marker.split("=");
    const shim = spawn(command, args, {
      cwd: "/",
      // Marked too, since ending the shim's namespace ends everything in it.
      env: { NODE_ENV: "production", ...(prefix.length === 0 ? {} : { PATH: "/usr/bin:/bin", [name]: value }) },
      detached: true,
      stdio: ["ignore", log, log],
    });
    let isGone = false;
    shim.on("exit", () => {
      isGone = true;
    });
    const failed = new Promise<never>((_resolve, reject) => {
      shim.on("error", reject);
    });
    shim.unref();
    await Promise.race([failed, untilClaimed(folder, () => isGone)]);
  } finally {
    closeSync(log);
  }
}

async function untilClaimed(folder: string, isGone: () => boolean): Promise<void> {
  while (!isGone() && findClaim(folder) === undefined) await wait(POLL_MS);
}
