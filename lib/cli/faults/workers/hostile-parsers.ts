// A process of its own, so that an input that hangs can be ended from outside: `<seed> <folder> <part> <trials>...`.
// Gives each target of a part its trials and says on its channel what it is at, what went wrong and how long it took.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "@/lib/core/diff/create-random";
import { lanes } from "../hostile/lanes";
import { logs } from "../hostile/logs";
import { createNames, createPatches, NAMES_AT_ONCE } from "../hostile/patches";
import { createNaiveParser } from "../hostile/naive";
import type { Target } from "../hostile/target";
import { createUploads } from "../hostile/uploads";
import type { ParserMessage, ParserPlan } from "../hostile/parser-plan";

const REPEATS = 2;

const { seed, folder, counts, mostBlockedMs } = JSON.parse(process.argv[2] ?? "{}") as ParserPlan;

function say(message: ParserMessage): void {
  process.send?.(message);
}

/** Processor time of this thread: a busy machine looks like an idle one. */
function readUsedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "latin1").split(" ")[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
}

async function tryAll({ name, make }: Target, trials: number, inputsAtOnce: number): Promise<void> {
  for (let number = 0; number * inputsAtOnce < trials; number += 1) {
    say({ type: "at", target: name, number });
    const act = make(createRandom(seed * 100_000 + number));
    let least = Number.POSITIVE_INFINITY;
    // The first time may be slow because code was not compiled yet.
    for (let times = 0; times <= REPEATS && least > mostBlockedMs; times += 1) {
      const before = readUsedMs();
      const problem = await Promise.resolve()
        .then(act)
        .catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
      least = Math.min(least, readUsedMs() - before);
      if (problem !== undefined) {
        say({ type: "failed", target: name, number, problem });
        break;
      }
    }
    if (least > mostBlockedMs) say({ type: "failed", target: name, number, problem: `it took ${Math.round(least)} ms of a processor` });
    say({ type: "took", ms: least });
  }
}

async function makeTarget(name: string): Promise<Target> {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  switch (name) {
    case "patches":
      return createPatches(own);
    case "names":
      return createNames(own);
    case "lanes":
      return lanes;
    case "logs":
      return logs;
    case "uploads":
      return createUploads();
    default:
      return createNaiveParser();
  }
}

for (const [name, trials] of Object.entries(counts)) await tryAll(await makeTarget(name), trials, name === "names" ? NAMES_AT_ONCE : 1);
process.disconnect?.();
