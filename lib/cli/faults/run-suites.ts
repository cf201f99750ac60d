import type { Counts } from "../test-report";
import type { FaultResult, FaultSuite } from "./suite";

export type SuiteOutcome = { readonly name: string; readonly result: FaultResult; readonly seconds: number };

export type RunSuitesOptions = { readonly quick: boolean; readonly seed: number; readonly say: (line: string) => void };

const MINUTE_MS = 60_000;

/** Runs one suite after the other, also after one failed; a suite that throws or takes longer than it may has failed. */
export async function runSuites(suites: readonly FaultSuite[], { quick, seed, say }: RunSuitesOptions): Promise<readonly SuiteOutcome[]> {
  const outcomes: SuiteOutcome[] = [];
  for (const { name, run, mostMinutes } of suites) {
    say(`${name} …`);
    const startedAt = performance.now();
    const running = run({ quick, seed, report: (line) => say(`${name}: ${line}`) }).catch(toFailure);
    const result = await Promise.race([running, failAfter(mostMinutes * MINUTE_MS)]);
    outcomes.push({ name, result, seconds: (performance.now() - startedAt) / 1_000 });
  }
  return outcomes;
}

/** The suite goes on in the background and may disturb those after it; that it is too slow has to be mended first. */
function failAfter(limitMs: number): Promise<FaultResult> {
  const sentence = `it was not done after ${limitMs / MINUTE_MS} minutes, which is its limit; ONLY= runs it alone, and what it said last is above`;
  return new Promise((resolve) => setTimeout(() => resolve({ trials: 0, failures: [sentence], control: null }), limitMs).unref());
}

function toFailure(error: unknown): FaultResult {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { trials: 0, failures: [`the suite broke: ${message}`], control: null };
}

/** Nothing failed, and the control did. A suite that tried nothing has not passed. */
export function hasPassed({ trials, failures, control, skipped }: FaultResult): boolean {
  return skipped === undefined && trials > 0 && failures.length === 0 && (control === null || control.failed);
}

/** Each suite counts as one test and its control as another. */
export function countOutcomes(outcomes: readonly SuiteOutcome[]): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { result } of outcomes) {
    const { trials, failures, control, skipped } = result;
    if (skipped !== undefined) sum.skipped += 1;
    else sum[failures.length === 0 && trials > 0 ? "passed" : "failed"] += 1;
    if (control && skipped === undefined) sum[control.failed ? "passed" : "failed"] += 1;
  }
  return sum;
}
