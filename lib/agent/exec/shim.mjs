// Runs one program for the agent and outlives it: `node shim.mjs <job folder> [<stat>]`. Standard output and
// error are the job's log file already. The folder holds spec.json; the shim adds claim.json and result.json,
// and looks for the files `cancel` (end the job) and `serving` (the time limit no longer counts). With
// <stat>, the line /proc has for the process that holds the PID namespace in which the shim is PID 1.
import { spawn } from "node:child_process";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLogLimit } from "./log-limit.mjs";
import { createFinder, endProcesses, findOthers, identifyFile, identifyFromStat, identifyProcess } from "./process-table.mjs";

const POLL_MS = 100;
const [, , folder, holderStat] = process.argv;
const isNamespaced = holderStat !== undefined;
const logPath = join(folder, "log");
const spec = readSpec();
const startedAt = Date.now();
let ending = null;

if (spec !== null && claim()) {
  rmSync(join(folder, "spec.json"), { force: true });
  for (const signal of ["SIGHUP", "SIGINT"]) process.on(signal, () => {});
  if (existsSync(join(folder, "cancel"))) await finish({ exitCode: null, signal: null, outcome: "cancelled", leftovers: 0 });
  else run();
}

function run() {
  const child = spawn(spec.program, spec.argv.slice(1), {
    argv0: spec.argv[0],
    cwd: spec.cwd,
    env: spec.environment,
    // Standard output and error by descriptor: no pipe that could break or lose a byte.
    stdio: ["ignore", 1, 2],
    detached: true,
  });
  child.on("error", (error) => {
    process.stderr.write(`could not start ${spec.program}: ${error.message}\n`);
    void finish({ exitCode: 127, signal: null, outcome: "exited", leftovers: 0 });
  });
  if (child.pid === undefined) return;

  const groupId = child.pid;
  const find = isNamespaced ? findOthers : createFinder({ marker: spec.marker, groupId, log: identifyFile(logPath) });
  const limit = createLogLimit(logPath, spec.logLimitBytes);
  const end = (outcome) => {
    ending ??= { outcome, done: endProcesses(find, { groupId, graceMs: spec.graceMs }) };
  };
  const timer = setInterval(() => {
    if (!isNamespaced) find();
    watchLog(limit);
    if (existsSync(join(folder, "cancel"))) end("cancelled");
    else if (isOverTime()) end("timed-out");
  }, POLL_MS);
  process.on("SIGTERM", () => end("interrupted"));
  child.on("exit", async (exitCode, signal) => {
    const outcome = ending?.outcome ?? "exited";
    const leftovers = await (ending?.done ?? endProcesses(find, { groupId, graceMs: spec.graceMs }));
    clearInterval(timer);
    closeLog(limit);
    await finish({ exitCode, signal, outcome, leftovers: outcome === "exited" ? leftovers : 0 });
  });
}

/** Trouble with the log must cost neither the program nor its result; what was not taken now is taken later. */
function watchLog(limit) {
  try {
    limit.take();
  } catch {
    // Tried again at the next look.
  }
}

function closeLog(limit) {
  try {
    limit.close();
  } catch (error) {
    process.stderr.write(`the log could not be cut to its limit: ${error.message}\n`);
  }
}

function isOverTime() {
  if (Date.now() - startedAt < spec.timeoutMs) return false;
  return !(spec.untilServing && existsSync(join(folder, "serving")));
}

function readSpec() {
  try {
    return JSON.parse(readFileSync(join(folder, "spec.json"), "utf8"));
  } catch {
    return null;
  }
}

/** False when the agent has given the job up already: then it must not run. */
function claim() {
  const temporary = join(folder, `claim.${process.pid}.tmp`);
  const identity = isNamespaced ? identifyFromStat(holderStat) : identifyProcess(process.pid);
  writeFileSync(temporary, JSON.stringify({ by: "shim", ...identity }), { mode: 0o600 });
  try {
    linkSync(temporary, join(folder, "claim.json"));
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** A full disk must not cost the result: it is kept in memory and tried again. */
async function finish(result) {
  const content = JSON.stringify({ ...result, startedAt, endedAt: Date.now() });
  for (;;) {
    try {
      writeDurably(join(folder, "result.json"), content);
      process.exit(0);
    } catch (error) {
      if (error.code === "ENOENT") process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

function writeDurably(path, content) {
  const descriptor = openSync(`${path}.tmp`, "w", 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.tmp`, path);
  const parent = openSync(folder, "r");
  try {
    fsyncSync(parent);
  } finally {
    closeSync(parent);
  }
}
