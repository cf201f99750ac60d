import { setTimeout as wait } from "node:timers/promises";
import { signIn } from "@/e2e/api-client";
import { createLine, type Line, POINTS, SAMPLE_WAYS } from "@/e2e/line";
import { type Service, waitUntil } from "@/e2e/world";
import { createRandom, type Random } from "@/lib/core/diff/create-random";
import { judgeAttempts, judgeRecords } from "./judge-line";
import { createKillWorld, type KillWorld } from "./kill-world";
import type { FaultOptions, FaultResult, FaultSuite } from "./suite";
import { createWitness, type Witness } from "./witness";
import type { Twin } from "./workers/broken-logs";

const KILLS = 200;
const QUICK_KILLS = 6;
const CONTROL_KILLS = 3;
/** The longest a service lives before it is killed. */
const LONGEST_LIFE_MS = 1_500;
const CHECKERS = 4;
const CHECK_EVERY_MS = 250;
/** A line in which nothing is recorded for so long is stuck. */
const STUCK_MS = 180_000;

/** Agent and dashboard die at random moments of whole upgrades, with five clients at work. */
export const kills: FaultSuite = {
  name: "kills",
  mostMinutes: 15,
  needsBuild: true,
  needsLean: true,
  run: async ({ quick, seed, report }): Promise<FaultResult> => {
    const wanted = quick ? QUICK_KILLS : KILLS;
    const random = createRandom(seed);
    const problems: string[] = [];
    const done = { agent: 0, dashboard: 0, built: 0, lines: 0 };
    const losing = killWhatAcknowledgesFirst();
    losing.catch(() => undefined);
    while (done.agent < wanted || done.dashboard < wanted) {
      const line = await killAlongALine({ agent: wanted - done.agent, dashboard: wanted - done.dashboard }, random, report);
      done.agent += line.agent;
      done.dashboard += line.dashboard;
      done.built += line.built;
      done.lines += 1;
      problems.push(...line.problems.map((problem) => `line ${done.lines}: ${problem}`));
      report(`${done.agent} kills of the agent, ${done.dashboard} of the dashboard (started ${done.built} times as it is built), ${problems.length} problems`);
    }
    const lost = await losing;
    return { trials: done.agent + done.dashboard, failures: problems, control: { what: "acknowledging before the commit", failed: lost.length > 0 } };
  },
};

type Killed = { readonly agent: number; readonly dashboard: number; readonly built: number; readonly problems: readonly string[] };

/** One upgrade from its start to its end, or until there were enough kills. */
async function killAlongALine(wanted: { readonly agent: number; readonly dashboard: number }, random: Random, report: FaultOptions["report"]): Promise<Killed> {
  const killWorld = await createKillWorld();
  const witness = createWitness();
  try {
    const line = await startLine(killWorld, witness);
    const checkers = startCheckers(killWorld, witness, line.upgradeId);
    let ended = false;
    let enough = false;
    const killing = [
      killOften(killWorld.world.agent, random, wanted.agent, () => ended),
      killOften(killWorld.world.dashboard, random, wanted.dashboard, () => ended),
    ] as const;
    const trouble = Promise.all(killing).finally(() => {
      enough = true;
    });
    trouble.catch(() => undefined);
    const driven = drive(line, witness, report, () => enough).finally(() => {
      ended = true;
    });
    await Promise.race([driven, trouble.then(() => driven)]);
    const [agent, dashboard] = await trouble;
    const markers = await checkers.stop();
    const lead = line.people["lead-a"];
    const upgrade = await lead.waitForIdle(line.upgradeId);
    const records = await lead.records(line.upgradeId);
    const files = { agentFolder: killWorld.world.agentFolder, starts: killWorld.starts() };
    const problems = [...judgeRecords(records, witness, markers), ...(await judgeAttempts(upgrade, records, lead, files))];
    return { agent, dashboard, built: killWorld.builtStarts(), problems };
  } finally {
    await killWorld.close();
  }
}

/** The control: records that are acknowledged first and written a moment later, and a kill in between. */
async function killWhatAcknowledgesFirst(): Promise<readonly string[]> {
  const twin: Twin = "acknowledges-first";
  const killWorld = await createKillWorld(twin);
  const witness = createWitness();
  try {
    const line = await startLine(killWorld, witness);
    const checkers = startCheckers(killWorld, witness, line.upgradeId);
    for (let killed = 0; killed < CONTROL_KILLS; killed += 1) {
      const before = witness.accepted.length;
      await waitUntil(async () => witness.accepted.length > before, "something to be acknowledged");
      await killWorld.world.dashboard.kill();
      await killWorld.world.dashboard.start();
    }
    return judgeRecords(await line.people["lead-a"].records(line.upgradeId), witness, await checkers.stop());
  } finally {
    await killWorld.close();
  }
}

function startLine({ world }: KillWorld, witness: Witness): Promise<Line> {
  let applied = false;
  const applyOverlay: typeof world.applyOverlay = async (options) => {
    if (!applied) await world.applyOverlay(options);
    applied = true;
  };
  const ways = { ...SAMPLE_WAYS, fetch: { alternative: "override", reason: "Prints lines that can be counted." } };
  return createLine({ ...world, fetch: witness.fetch, applyOverlay }, "started", { ways, again: true });
}

/** Kills a service and starts it again until there were enough; how many there were. */
async function killOften(service: Service, random: Random, wanted: number, isOver: () => boolean): Promise<number> {
  let killed = 0;
  while (killed < wanted && !isOver()) {
    await wait(random(LONGEST_LIFE_MS));
    await service.kill();
    killed += 1;
    await service.start();
  }
  return killed;
}

/** Leads the upgrade towards its end, again and again from wherever a kill left it. @throws when it no longer moves. */
async function drive(line: Line, { shown }: Witness, report: FaultOptions["report"], isEnough: () => boolean): Promise<void> {
  let known = 0;
  let movedAt = performance.now();
  for (;;) {
    try {
      for (const point of POINTS) if (!isEnough()) await line.bringTo(point);
      return;
    } catch (error) {
      if (shown.size > known) movedAt = performance.now();
      known = shown.size;
      if (performance.now() - movedAt > STUCK_MS) throw new Error(`the upgrade is stuck after ${known} records`, { cause: error });
      await wait(50);
    }
    if (known % 100 === 0) report(`${known} records`);
  }
}

/** Four more clients that write down something of their own now and then, each text once. */
function startCheckers({ world }: KillWorld, witness: Witness, upgradeId: string) {
  const sent: string[] = [];
  const accepted: string[] = [];
  let over = false;
  const checkers = Array.from({ length: CHECKERS }, (_, index) => check(index));

  async function check(index: number): Promise<void> {
    const watched = { ...world, fetch: witness.fetch };
    const client = await untilItAnswers(
      () => signIn(watched, index % 2 === 0 ? "operator-a" : "lead-a"),
      () => over,
    );
    const [stepId, itemId] = index < 2 ? ["rollback-verification", "revert"] : ["rollback-production", "artifact"];
    for (let number = 1; client && !over; number += 1) {
      const note = `checker ${index} note ${number}`;
      sent.push(note);
      const answer = await client.ask(upgradeId, { type: "check", stepId, itemId, result: "fail", note }).catch(() => undefined);
      if (answer?.ok) accepted.push(note);
      await wait(CHECK_EVERY_MS);
    }
  }

  return {
    stop: async () => {
      over = true;
      await Promise.all(checkers);
      return { sent, accepted };
    },
  };
}

async function untilItAnswers<Value>(ask: () => Promise<Value>, isOver: () => boolean): Promise<Value | undefined> {
  while (!isOver()) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await wait(100);
  }
  return undefined;
}
