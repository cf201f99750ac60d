import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, type Random } from "@/lib/core/diff/create-random";
import { createGateWorld, type GateSlot, type GateTry } from "./gate-world";
import type { FaultResult, FaultSuite } from "./suite";

const TRIALS = 1_000;
const QUICK_TRIALS = 30;
const CONTROL_TRIALS = 60;
const QUICK_CONTROL_TRIALS = 15;
/** Checkouts that are raced at the same time. */
const SLOTS = 4;
const ATTACKS = ["edit", "restore-after-edit", "added-migration", "swapped-symlink", "changed-dependency"] as const;
/** Longest time before the first change, long enough to come at any moment of a run. */
const FIRST_MS = 400;
const CHANGED_MS = 20;
const RESTORED_MS = 25;

/** Changes beside the gate at random moments: what runs sealed reads only what was signed. */
export const gateRace: FaultSuite = {
  name: "gate race",
  mostMinutes: 10,
  run: async ({ quick, seed, report }): Promise<FaultResult> => {
    const trials = quick ? QUICK_TRIALS : TRIALS;
    const sealed = await race({ isSealed: true, trials, seed, report });
    const control = await race({ isSealed: false, trials: quick ? QUICK_CONTROL_TRIALS : CONTROL_TRIALS, seed, report: () => {} });
    const caught = control.filter(({ unapproved }) => unapproved.length > 0).length;
    report(`unsealed, ${caught} of ${control.length} runs read something unapproved`);
    return { trials: sealed.length, failures: sealed.flatMap(describeFailure), control: { what: "the same steps unsealed", failed: caught > 0 } };
  },
};

type Race = { readonly isSealed: boolean; readonly trials: number; readonly seed: number; readonly report: (line: string) => void };

async function race({ isSealed, trials, seed, report }: Race): Promise<readonly GateTry[]> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-gate-"));
  const world = await createGateWorld({ folder, isSealed, slots: SLOTS });
  const done: GateTry[] = [];
  try {
    let next = 0;
    const runSlot = async (slot: GateSlot): Promise<void> => {
      for (let number = next++; number < trials; number = next++) {
        done.push(await tryOnce(slot, number, createRandom(seed * 100_000 + number)));
        if (done.length % 100 === 0) report(`${done.length} of ${trials} raced, ${done.filter(({ ran }) => ran).length} ran`);
      }
    };
    await Promise.all(world.slots.map(runSlot));
    report(`${done.filter(({ ran }) => ran).length} of ${done.length} ran, the others were refused before anything did`);
    return done;
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function tryOnce(slot: GateSlot, number: number, random: Random): Promise<GateTry> {
  const attack = ATTACKS[number % ATTACKS.length] ?? ATTACKS[0];
  return slot.tryOnce(attack, {
    first: random(FIRST_MS),
    changed: random(CHANGED_MS),
    restored: random(RESTORED_MS),
  });
}

function describeFailure({ attack, unapproved, problem }: GateTry): readonly string[] {
  if (problem !== null) return [`${attack}: ${problem}`];
  return unapproved.length === 0 ? [] : [`${attack}: it read what nobody approved in ${unapproved.join(", ")}`];
}
