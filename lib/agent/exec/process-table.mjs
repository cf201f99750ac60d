// Plain JavaScript: the shim runs it with bare Node, without the agent's loader.
import { readdirSync, readFileSync, statSync } from "node:fs";

const PASSES = 3;
const PASS_GAP_MS = 15;
const SWEEP_LIMIT_MS = 10_000;
/** Standard output and standard error: where a process of the job writes to the log. */
const OUTPUTS = [1, 2];

/** State, parent, group, session and start time of a process as /proc tells them; null when there is none (or no /proc). */
export function readProcess(pid) {
  return parseStat(readOrEmpty(`/proc/${pid}/stat`));
}

/** Identity of this boot; empty where there is no /proc. */
export function readBootId() {
  return readOrEmpty("/proc/sys/kernel/random/boot_id").trim();
}

/** What tells a process from a later one with the same number. */
export function identifyProcess(pid) {
  return { pid, startTime: readProcess(pid)?.startTime ?? "", bootId: readBootId() };
}

/** The same for a process whose `/proc/<pid>/stat` was read by somebody who sees it under that number. */
export function identifyFromStat(stat) {
  return { pid: Number.parseInt(stat, 10), startTime: parseStat(stat)?.startTime ?? "", bootId: readBootId() };
}

/** What `createFinder` knows a job's log by; null when there is none. */
export function identifyFile(path) {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/** Whether that very process still runs. Without /proc, whether any process has its number. */
export function isRunning({ pid, startTime, bootId }) {
  const currentBoot = readBootId();
  if (currentBoot === "") return canSignal(pid);
  if (bootId !== currentBoot) return false;
  const found = readProcess(pid);
  return found !== null && !isDead(found) && found.startTime === startTime;
}

/** Finds everything but this process: what PID 1 of a PID namespace has to end. */
export function findOthers() {
  return [...listLiving().keys()].filter((pid) => pid !== process.pid);
}

/**
 * Makes the function that finds a job's processes where there is no PID namespace: those that carry the
 * marker, belong to the group or write to the log, their children and sessions, and every one that was
 * found so before. Calling it often is what keeps a process that changes all of these from getting away.
 */
export function createFinder({ marker, groupId, log }) {
  const seen = new Map();
  return () => {
    const living = listLiving();
    if (living.size === 0) return groupId !== null && canSignal(-groupId) ? [groupId] : [];
    living.delete(process.pid);
    const members = new Set();
    for (const [pid, found] of living) {
      if (seen.get(pid) === found.startTime || isOwn(pid, found, { marker, groupId, log })) members.add(pid);
    }
    addRelated(members, living);
    for (const pid of members) seen.set(pid, living.get(pid).startTime);
    return [...members];
  };
}

/**
 * Ends every process that `find` finds: SIGTERM, a grace period, then SIGKILL until several passes in a
 * row find none, because a process may fork during a pass.
 *
 * Resolves to the number of processes found at the start.
 */
export async function endProcesses(find, { groupId = null, graceMs }) {
  const found = find();
  if (found.length === 0) return 0;
  signalAll(found, groupId, "SIGTERM");
  signalAll(found, groupId, "SIGCONT");

  const graceEnds = Date.now() + graceMs;
  while (Date.now() < graceEnds && find().length > 0) await sleep(PASS_GAP_MS);

  const sweepEnds = Date.now() + SWEEP_LIMIT_MS;
  for (let clean = 0; clean < PASSES && Date.now() < sweepEnds; await sleep(PASS_GAP_MS)) {
    const left = find();
    clean = left.length === 0 ? clean + 1 : 0;
    signalAll(left, groupId, "SIGKILL");
  }
  return found.length;
}

function parseStat(stat) {
  // The name in parentheses may itself hold spaces and parentheses, so the fields start after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields.length < 20) return null;
  return { state: fields[0], parentId: Number(fields[1]), groupId: Number(fields[2]), sessionId: Number(fields[3]), startTime: fields[19] };
}

function listLiving() {
  const living = new Map();
  for (const name of listFolder("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const found = readProcess(Number(name));
    if (found !== null && !isDead(found)) living.set(Number(name), found);
  }
  return living;
}

function isOwn(pid, found, { marker, groupId, log }) {
  if (found.groupId === groupId) return true;
  if (readOrEmpty(`/proc/${pid}/environ`).split("\0").includes(marker)) return true;
  return log !== null && OUTPUTS.some((output) => identifyFile(`/proc/${pid}/fd/${output}`) === log);
}

/** Children of members, and who shares a session with one, until nobody is new. */
function addRelated(members, living) {
  for (let size = -1; size !== members.size; ) {
    size = members.size;
    const sessions = new Set([...members].map((pid) => living.get(pid).sessionId));
    for (const [pid, { parentId, sessionId }] of living) {
      if (members.has(parentId) || sessions.has(sessionId)) members.add(pid);
    }
  }
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
