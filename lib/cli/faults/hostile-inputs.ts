import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "@/lib/core/diff/create-random";
import { freePort } from "@/lib/testing/free-port";
import { PROJECT } from "../bundle-program";
import { MOST_BLOCKED_MS, QUICK_BLOCKED_MS, type ParserMessage, type ParserPlan } from "./hostile/parser-plan";
import type { RawRequest } from "./hostile/http-client";
import { type Api, makeRequest } from "./hostile/requests";
import { createHostileWorld, startServer, untilUp, type WatchedServer } from "./hostile/world";
import type { FaultResult, FaultSuite } from "./suite";

const SHARES = { dashboard: 3_200, agent: 2_300, patches: 1_500, names: 900, lanes: 900, logs: 600, uploads: 600 };
/** One in so many of them in `npm test`. */
const QUICK_PART = 25;
const QUICK_NAMES = 50;
const CONTROL_REQUESTS = 40;
const CONTROL_PARSED = 8;
/** How often an input that took long is tried again: the first time may be slow because code was not loaded yet. */
const REPEATS = 2;
/** Only what hangs is silent for so long, whatever the machine. */
const PATIENCE_MS = 180_000;
/** Of the control, which hangs on purpose and soon. */
const CONTROL_PATIENCE_MS = 60_000;

type Tried = { readonly trials: number; readonly problems: readonly string[]; readonly longestMs: number };

/** What strangers may send, write or name: no 5xx, no crash, no turn of an event loop over 250 ms of a processor, and a whole record. */
export const hostileInputs: FaultSuite = {
  name: "hostile inputs",
  mostMinutes: 6,
  needsBuild: true,
  measuresTime: true,
  run: async ({ quick, seed, report }): Promise<FaultResult> => {
    const share = (count: number) => (quick ? Math.ceil(count / QUICK_PART) : count);
    const { dashboard, agent, names, ...rest } = SHARES;
    const counts = { ...Object.fromEntries(Object.entries(rest).map(([name, count]) => [name, share(count)])), names: quick ? QUICK_NAMES : names };
    const mostBlockedMs = quick ? QUICK_BLOCKED_MS : MOST_BLOCKED_MS;
    const parsing = parse({ seed, counts, mostBlockedMs }, PATIENCE_MS);
    parsing.catch(() => undefined);
    const world = await createHostileWorld();
    try {
      const [overHttp, overAgent] = await Promise.all([
        request(world.dashboard.server, toRequests(world.dashboard.api, seed), share(dashboard), mostBlockedMs),
        request(world.agent.server, toRequests(world.agent.api, seed + 1), share(agent), mostBlockedMs),
      ]);
      const afterwards = await world.judge();
      const parsed = await parsing;
      const all = [overHttp, overAgent, parsed];
      report(
        `processor time without coming back, the longest: dashboard ${overHttp.longestMs} ms, agent ${overAgent.longestMs} ms, one input of the parsers ${parsed.longestMs} ms`,
      );
      const control = await tryNaive(seed);
      return {
        trials: all.reduce((sum, { trials }) => sum + trials, 0),
        failures: [...all.flatMap(({ problems }) => problems), ...afterwards],
        control: { what: "a naive server and parser: 500, crash and hang", failed: control },
      };
    } finally {
      await world.close();
    }
  },
};

function toRequests(api: Api, seed: number): (number: number) => RawRequest {
  return (number) => makeRequest(createRandom(seed * 100_000 + number), api);
}

/** Sends requests one after the other, so that what blocks the server is known by name. */
async function request(server: WatchedServer, make: (number: number) => RawRequest, count: number, mostBlockedMs: number): Promise<Tried> {
  const problems: string[] = [];
  let longestMs = 0;
  let trials = 0;
  for (; trials < count; trials += 1) {
    const sent = make(trials);
    let least = Number.POSITIVE_INFINITY;
    for (let times = 0; times <= REPEATS && least > mostBlockedMs; times += 1) {
      const { status, timedOut } = await server.send(sent);
      least = Math.min(least, await server.takeLongestTurn());
      if (server.hasEnded())
        return { trials: trials + 1, longestMs, problems: [...problems, `${sent.what}: the server ended:\n${server.readLog().slice(-2_000)}`] };
      if (timedOut) problems.push(`request ${trials}, ${sent.what}: no answer came`);
      else if (status !== null && status >= 500) problems.push(`request ${trials}, ${sent.what}: answered ${status}`);
      else if (status === null && !sent.isCut) problems.push(`request ${trials}, ${sent.what}: the connection was closed without an answer`);
    }
    longestMs = Math.max(longestMs, least);
    if (least > mostBlockedMs) problems.push(`request ${trials}, ${sent.what}: it kept the server busy for ${least} ms`);
  }
  return { trials, problems, longestMs };
}

/** Runs the parsers in a process of its own, which can be ended when one of them hangs. */
async function parse(plan: Omit<ParserPlan, "folder">, patienceMs: number): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-parsers-"));
  const child = fork(join(PROJECT, "lib/cli/faults/workers/hostile-parsers.ts"), [JSON.stringify({ ...plan, folder } satisfies ParserPlan)], {
    cwd: PROJECT,
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const problems: string[] = [];
  let longestMs = 0;
  let at = "the start";
  const wanted = Object.values(plan.counts).reduce((sum, count) => sum + count, 0);
  try {
    await new Promise<void>((resolve, reject) => {
      const hang = () => {
        problems.push(`${at}: it hangs`);
        child.kill("SIGKILL");
      };
      let timer = setTimeout(hang, patienceMs);
      child.on("message", (message: ParserMessage) => {
        clearTimeout(timer);
        timer = setTimeout(hang, patienceMs);
        if (message.type === "at") at = `${message.target} ${message.number}`;
        else if (message.type === "took") longestMs = Math.max(longestMs, Math.round(message.ms));
        else problems.push(`${message.target} ${message.number}: ${message.problem}`);
      });
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        clearTimeout(timer);
        if (code !== 0 && signal !== "SIGKILL") problems.push(`${at}: the process ended with ${signal ?? code}`);
        resolve();
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return { trials: wanted, problems, longestMs };
}

/** Whether the 500, the hang and the crash of naive programs are all noticed. */
async function tryNaive(seed: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-naive-"));
  const port = await freePort();
  const server = startServer({ name: "naive", folder, port, args: [join(PROJECT, "lib/cli/faults/workers/naive-dashboard.mjs"), String(port)], env: {} });
  try {
    const parsing = parse({ seed, counts: { naive: CONTROL_PARSED }, mostBlockedMs: MOST_BLOCKED_MS }, CONTROL_PATIENCE_MS);
    parsing.catch(() => undefined);
    await untilUp(server, "naive server");
    const own = { host: `127.0.0.1:${port}` };
    const api: Api = { routes: [{ method: "POST", path: "/wrong", bodies: [{ type: "x" }] }], params: {}, queries: ["a"], headers: [own], openHeaders: own };
    const plain = (path: string) => (): RawRequest => ({
      what: path,
      pieces: [Buffer.from(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)],
      isCut: false,
    });
    const wrong = await request(server, toRequests(api, seed), CONTROL_REQUESTS, MOST_BLOCKED_MS);
    const slow = await request(server, plain("/slow"), 1, MOST_BLOCKED_MS);
    const crashed = await request(server, plain("/crash"), 1, MOST_BLOCKED_MS);
    const parsed = await parsing;
    const saw = (problems: readonly string[], what: string) => problems.some((problem) => problem.includes(what));
    return (
      saw(wrong.problems, "answered 500") &&
      saw(slow.problems, "kept the server busy") &&
      saw(crashed.problems, "the server ended") &&
      saw(parsed.problems, "ms of a processor") &&
      saw(parsed.problems, "TypeError")
    );
  } finally {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
