import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const SWEEPS = 50;
const PAUSE_MS = 100;

/** Ends every process that a folder's name stands in the command, the environment or the working folder of; where there is no /proc, none is found. */
export async function endProcessesOf(folder: string): Promise<void> {
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const found = findProcesses(folder);
    if (found.length === 0) return;
    for (const pid of found) endOne(pid);
    await wait(PAUSE_MS);
  }
}

function findProcesses(folder: string): readonly number[] {
  const numbers = listFolder("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  return numbers.filter((pid) => ["cmdline", "environ"].some((name) => readText(pid, name).includes(folder)) || readCwd(pid).startsWith(folder));
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readText(pid: number, name: string): string {
  try {
    return readFileSync(join("/proc", String(pid), name), "latin1");
  } catch {
    return "";
  }
}

function readCwd(pid: number): string {
  try {
    return readlinkSync(join("/proc", String(pid), "cwd"));
  } catch {
    return "";
  }
}

function endOne(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
