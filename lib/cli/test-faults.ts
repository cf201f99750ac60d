import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { buildDashboard } from "./build-dashboard";
import { buildLeanAgent, buildLeanDashboard, leanPrograms } from "./faults/build-lean-dashboard";
import { describeOutcomes, listFailures } from "./faults/describe-outcomes";
import { countOutcomes, runSuites } from "./faults/run-suites";
import { endSuitesOnSignals, startSuiteProcess } from "./faults/suite-process";
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
  const { loadSuites } = await import("./faults/suites");
  const suites = await loadSuites(readNames(process.env.ONLY));
  if (suites.some(({ needsBuild }) => needsBuild) && !(quick && existsSync(".next/BUILD_ID"))) await buildDashboard();
  if (suites.some(({ needsLean }) => needsLean)) {
    await Promise.all([buildLeanDashboard(), buildLeanAgent()]);
    process.env.LEAN_PROGRAMS = leanPrograms();
  }
  endSuitesOnSignals();
  console.log(`Seed ${seed}; SEED=${seed} repeats this run.`);
  const outcomes = await runSuites(suites, { quick, seed, say: (line) => console.log(line), start: startSuiteProcess });
  const counts = countOutcomes(outcomes);
  mkdirSync(dirname(FAULTS_REPORT), { recursive: true });
  writeFileSync(FAULTS_REPORT, JSON.stringify({ counts, failures: listFailures(outcomes) }));
  console.log(`\n${describeOutcomes(outcomes)}\n`);
  if (counts.failed === 0) return;
  console.error(listFailures(outcomes).join("\n"));
  process.exitCode = 1;
}

function readSeed(given: string | undefined): number {
  if (!given) return Math.floor(Math.random() * 1_000_000);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`SEED: expected a whole number, got "${given}"`);
  return seed;
}

function readNames(given: string | undefined): readonly string[] | undefined {
  return given ? given.split(",").map((name) => name.trim()) : undefined;
}

await runFaults().catch(reportFailure);
// What a broken suite left open must not keep the run from ending.
process.exit();
