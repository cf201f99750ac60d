// Loaded before a server: knows how much of a processor the main thread used without coming back to its event loop.
// Processor time, not time on the clock, so that a busy machine looks like an idle one. Asked "look" over its channel, it
// answers with the longest turn since it was last asked; the answer comes when the turn under way is over.
import { existsSync, readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const LOOK_EVERY_MS = 5;
const STATISTICS = `/proc/self/task/${process.pid}/schedstat`;
const hasStatistics = existsSync(STATISTICS);

function readUsedMs() {
  if (hasStatistics) return Number(readFileSync(STATISTICS, "latin1").split(" ")[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

if (isMainThread && process.channel) {
  let before = readUsedMs();
  let longest = 0;
  const look = () => {
    const now = readUsedMs();
    longest = Math.max(longest, now - before);
    before = now;
  };
  setInterval(look, LOOK_EVERY_MS).unref();
  process.on("message", (message) => {
    if (message !== "look") return;
    look();
    process.send({ longestTurnMs: Math.round(longest) });
    longest = 0;
  });
  process.channel.unref();
}
