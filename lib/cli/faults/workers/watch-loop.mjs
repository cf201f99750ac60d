// Loaded before a server: notes how much of a processor the main thread used without coming back to its event loop.
// Processor time, not time on the clock, so that a busy machine looks like an idle one. Appends milliseconds to
// WATCH_LOOP_FILE, one line for every turn over WATCH_LOOP_FROM_MS.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const { WATCH_LOOP_FILE, WATCH_LOOP_FROM_MS } = process.env;
const LOOK_EVERY_MS = 5;
const STATISTICS = `/proc/self/task/${process.pid}/schedstat`;
const hasStatistics = existsSync(STATISTICS);

function readUsedMs() {
  if (hasStatistics) return Number(readFileSync(STATISTICS, "latin1").split(" ")[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

if (isMainThread && WATCH_LOOP_FILE) {
  let before = readUsedMs();
  const look = () => {
    const now = readUsedMs();
    if (now - before > Number(WATCH_LOOP_FROM_MS)) appendFileSync(WATCH_LOOP_FILE, `${Math.round(now - before)}\n`);
    before = now;
  };
  setInterval(look, LOOK_EVERY_MS).unref();
}
