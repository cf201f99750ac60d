import { inspect } from "node:util";
import type { Counts } from "../test-report";
import type { FaultOptions, FaultResult, FaultSuite } from "./suite";

export type SuiteOutcome = { readonly name: string; readonly result: FaultResult; readonly seconds: number };

/** A suite under way. */
export type RunningSuite = {
  readonly result: Promise<FaultResult>;
  /** Ends it and whatever it started; also after it is done. */
  readonly end: () => Promise<void>;
};

export type StartSuite = (suite: FaultSuite, options: FaultOptions) => RunningSuite;

export type RunSuitesOptions = { readonly quick: boolean; readonly seed: number; readonly say: (line: string) => void; readonly start: StartSuite };

const MINUTE_MS = 60_000;
/** Suites side by side: as many as a small machine has processors. */
const LANES = 2;

/**
 * Runs every suite, also after one failed; a suite that throws or takes longer than it may has failed. One that measures time has
 * the machine to itself, the others run side by side; the quick part measures nothing.
 */
export async function runSuites(suites: readonly FaultSuite[], options: RunSuitesOptions): Promise<readonly SuiteOutcome[]> {
  const outcomes = new Map<FaultSuite, SuiteOutcome>();
  const runLane = async (waiting: FaultSuite[]): Promise<void> => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) outcomes.set(suite, await runSuite(suite, options));
  };
  const isAlone = ({ measuresTime }: FaultSuite) => measuresTime === true && !options.quick;
  await runLane(suites.filter(isAlone));
  // The longest first, so that the lanes end at about the same time.
  const beside = suites.filter((suite) => !isAlone(suite)).sort((a, b) => b.mostMinutes - a.mostMinutes);
  await Promise.all(Array.from({ length: LANES }, () => runLane(beside)));
  return suites.flatMap((suite) => outcomes.get(suite) ?? []);
}

async function runSuite(suite: FaultSuite, { quick, seed, say, start }: RunSuitesOptions): Promise<SuiteOutcome> {
  const { name, mostMinutes } = suite;
  say(`${name} …`);
  const startedAt = performance.now();
  const limit = createLimit(mostMinutes);
  const running = start(suite, { quick, seed, report: (line) => say(`${name}: ${line}`) });
  try {
    const result = await Promise.race([running.result.catch(toFailure), limit.failure]);
    return { name, result, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    limit.cancel();
    await running.end();
  }
}

function createLimit(mostMinutes: number): { readonly failure: Promise<FaultResult>; readonly cancel: () => void } {
  const sentence = `it was not done after ${mostMinutes} minutes, which is its limit, and was ended; ONLY= runs it alone, and what it said last is above`;
  let cancel = (): void => {};
  const failure = new Promise<FaultResult>((resolve) => {
    const timer = setTimeout(() => resolve({ trials: 0, failures: [sentence], control: null }), mostMinutes * MINUTE_MS);
    cancel = () => clearTimeout(timer);
  });
  return { failure, cancel };
}

/** A suite that broke, as its result. */
export function toFailure(error: unknown): FaultResult {
  return { trials: 0, failures: [`the suite broke: ${inspect(error)}`], control: null };
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
