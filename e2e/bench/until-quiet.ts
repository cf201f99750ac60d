import { cpus } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

/** A machine on which less than this share of its processors' time is used has come to rest. */
const QUIET_SHARE = 0.1;
const LOOK_MS = 250;
const LIMIT_MS = 60_000;

/**
 * Waits until what went before is over: files that are still written, trees that are still kept, and what a browser draws
 * for itself beside a window that was just opened.
 *
 * @throws after a minute: beside something else nothing can be measured.
 */
export async function untilQuiet(): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (let before = readTimes(); ; ) {
    await wait(LOOK_MS);
    const now = readTimes();
    const used = (now.used - before.used) / (now.all - before.all);
    if (used < QUIET_SHARE) return;
    if (performance.now() > end)
      throw new Error(
        `expected a machine at rest, ${Math.round(used * 100)} % of its processors' time is used after ${LIMIT_MS / 1_000} s; end what else runs`,
      );
    before = now;
  }
}

function readTimes(): { readonly used: number; readonly all: number } {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ used: user + nice + sys + irq, idle }));
  const sum = (pick: (time: (typeof times)[number]) => number) => times.reduce((total, time) => total + pick(time), 0);
  return { used: sum(({ used }) => used), all: sum(({ used, idle }) => used + idle) };
}
