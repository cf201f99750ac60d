// Plain JavaScript: the shim runs it with bare Node, without the agent's loader.
import { readdirSync, readFileSync } from "node:fs";

const PASSES = 3;
const PASS_GAP_MS = 15;
const SWEEP_LIMIT_MS = 10_000;

/** State, group and start time of a process as /proc tells them; null when there is none (or no /proc). */
export function readProcess(pid) {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The name in parentheses may itself hold spaces and parentheses, so the fields start after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.length < 20 ? null : { state: fields[0], groupId: Number(fields[2]), startTime: fields[19] };
}

/** Identity of this boot; empty where there is no /proc. */
export function readBootId() {
  return readOrEmpty("/proc/sys/kernel/random/boot_id").trim();
}

/** What tells a process from a later one with the same number. */
export function identifyProcess(pid) {
  return { pid, startTime: readProcess(pid)?.startTime ?? "", bootId: readBootId() };
}

/** Whether that very process still runs. Without /proc, whether any process has its number. */
export function isRunning({ pid, startTime, bootId }) {
  const currentBoot = readBootId();
  if (currentBoot === "") return canSignal(pid);
  if (bootId !== currentBoot) return false;
  const found = readProcess(pid);
  return found !== null && !isDead(found) && found.startTime === startTime;
}

/**
 * Ends every process that carries the job's marker or belongs to its group: SIGTERM, a grace period,
 * then SIGKILL until several passes in a row find none, because a process may fork during a pass.
 *
 * Resolves to the number of processes found at the start.
 */
export async function endMarked({ marker, groupId, graceMs }) {
  const found = listMembers(marker, groupId);
  if (found.length === 0) return 0;
  signalAll(found, groupId, "SIGTERM");
  signalAll(found, groupId, "SIGCONT");

  const graceEnds = Date.now() + graceMs;
  while (Date.now() < graceEnds && listMembers(marker, groupId).length > 0) await sleep(PASS_GAP_MS);

  const sweepEnds = Date.now() + SWEEP_LIMIT_MS;
  for (let clean = 0; clean < PASSES && Date.now() < sweepEnds; await sleep(PASS_GAP_MS)) {
    const left = listMembers(marker, groupId);
    clean = left.length === 0 ? clean + 1 : 0;
    signalAll(left, groupId, "SIGKILL");
  }
  return found.length;
}

function listMembers(marker, groupId) {
  const pids = listFolder("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  if (pids.length === 0) return groupId !== null && canSignal(-groupId) ? [groupId] : [];
  return pids.filter((pid) => {
    if (pid === process.pid) return false;
    const found = readProcess(pid);
    if (found === null || isDead(found)) return false;
    return found.groupId === groupId || readOrEmpty(`/proc/${pid}/environ`).split("\0").includes(marker);
  });
}

function signalAll(pids, groupId, signal) {
  if (pids.length === 0) return;
  for (const target of groupId === null ? pids : [-groupId, ...pids]) {
    try {
      process.kill(target, signal);
    } catch {
      // Gone in the meantime.
    }
  }
}

function canSignal(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isDead({ state }) {
  return state === "Z" || state === "X";
}

function listFolder(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
