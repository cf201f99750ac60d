import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { buildDashboard } from "./build-dashboard";
import { describeFailures, describeOutcomes } from "./faults/describe-outcomes";
import { countOutcomes, runSuites } from "./faults/run-suites";
import type { FaultSuite } from "./faults/suite";
import { generateClient } from "./generate-client";
import { reportFailure } from "./report-failure";
import { FAULTS_REPORT } from "./test-steps";

/**
 * Breaks things on purpose and counts what was lost: `npm run test:faults [-- --quick]`.
 * `SEED=` repeats a run, `ONLY=name,name` picks suites.
 */
async function runFaults(): Promise<void> {
  const quick = process.argv.includes("--quick");
  const seed = readSeed(process.env.SEED);
  await generateClient();
  // Only now: the client was perhaps not there when this file was loaded.
  const { FAULT_SUITES } = await import("./faults/suites");
  const suites = pickSuites(FAULT_SUITES, process.env.ONLY);
  if (suites.some(({ needsBuild }) => needsBuild) && !(quick && existsSync(".next/BUILD_ID"))) await buildDashboard();
  console.log(`Seed ${seed}; SEED=${seed} repeats this run.`);
  const outcomes = await runSuites(suites, { quick, seed, say: (line) => console.log(line) });
  const counts = countOutcomes(outcomes);
  mkdirSync(dirname(FAULTS_REPORT), { recursive: true });
  writeFileSync(FAULTS_REPORT, JSON.stringify(counts));
  console.log(`\n${describeOutcomes(outcomes)}\n`);
  if (counts.failed === 0) return;
  console.error(describeFailures(outcomes));
  process.exitCode = 1;
}

function readSeed(given: string | undefined): number {
  if (!given) return Math.floor(Math.random() * 1_000_000);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`SEED: expected a whole number, got "${given}"`);
  return seed;
}

function pickSuites(all: readonly FaultSuite[], given: string | undefined): readonly FaultSuite[] {
  if (!given) return all;
  const names = given.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !all.some((suite) => suite.name === name));
  const known = all.map(({ name }) => name).join(", ");
  if (unknown.length > 0) throw new Error(`ONLY: there is no suite ${unknown.join(", ")}; there are ${known}`);
  return all.filter(({ name }) => names.includes(name));
}

await runFaults().catch(reportFailure);
// What a broken suite left open must not keep the run from ending.
process.exit();
