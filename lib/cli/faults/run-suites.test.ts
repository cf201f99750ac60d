import { describe, expect, it } from "vitest";
import { listFailures, describeOutcomes } from "./describe-outcomes";
import { countOutcomes, hasPassed, runSuites, type StartSuite } from "./run-suites";
import type { FaultResult, FaultSuite } from "./suite";

const PASSED: FaultResult = { trials: 1_200, failures: [], control: { what: "no fsync", failed: true } };

function aSuite(name: string, result: Partial<FaultResult> = {}): FaultSuite {
  return { name, mostMinutes: 1, run: async () => ({ ...PASSED, ...result }) };
}

const start: StartSuite = (suite, options) => ({ result: suite.run(options), end: async () => {} });
const run = (...suites: readonly FaultSuite[]) => runSuites(suites, { quick: true, seed: 1, say: () => {}, start });

describe("a run of fault suites", () => {
  it("shows what was tried, what failed, and the control", async () => {
    const outcomes = (await run(aSuite("kills"), aSuite("power loss", { skipped: "no strace" }))).map((outcome) => ({ ...outcome, seconds: 2 }));

    expect(describeOutcomes(outcomes)).toBe(`suite        trials  failures  control that must fail        seconds
──────────  ───────  ────────  ────────────────────────────  ───────
kills         1,200         0  no fsync: failed, as it must      2.0
power loss  not run         –  no strace                         2.0`);
    expect(listFailures(outcomes).join("\n")).toBe("");
  });

  it.each([
    ["a failure", { failures: ["lost one"] }, "a: lost one"],
    ["a control that was not noticed", { control: { what: "no fsync", failed: false } }, "a: the control was not noticed: no fsync"],
    ["nothing tried", { trials: 0 }, "a: nothing was tried"],
  ])("fails for %s", async (_, result, problem) => {
    const outcomes = await run(aSuite("a", result));

    expect(outcomes.map((outcome) => hasPassed(outcome.result))).toEqual([false]);
    expect(countOutcomes(outcomes).failed).toBe(1);
    expect(listFailures(outcomes).join("\n")).toBe(problem);
  });

  it("goes on after a suite that broke", async () => {
    const broken: FaultSuite = { name: "broken", mostMinutes: 1, run: () => Promise.reject(new Error("no disk")) };

    const outcomes = await run(broken, aSuite("after"));

    expect(countOutcomes(outcomes)).toEqual({ passed: 2, failed: 1, skipped: 0 });
    expect(listFailures(outcomes).join("\n")).toContain("broken: the suite broke: Error: no disk");
  });

  it("goes on after a suite that is not done within its time, and says which", async () => {
    const endless: FaultSuite = { name: "endless", mostMinutes: 0, run: () => new Promise(() => {}) };

    const outcomes = await run(endless, aSuite("after"));

    expect(countOutcomes(outcomes)).toEqual({ passed: 2, failed: 1, skipped: 0 });
    expect(listFailures(outcomes).join("\n")).toContain("endless: it was not done after 0 minutes");
  });

  it("ends every suite, also one that is over its time or broke, and what it started with it", async () => {
    const ended: string[] = [];
    const watched: StartSuite = (suite, options) => ({ ...start(suite, options), end: async () => void ended.push(suite.name) });
    const endless: FaultSuite = { name: "endless", mostMinutes: 0, run: () => new Promise(() => {}) };
    const broken: FaultSuite = { name: "broken", mostMinutes: 1, run: () => Promise.reject(new Error("no disk")) };

    await runSuites([endless, broken, aSuite("sound")], { quick: true, seed: 1, say: () => {}, start: watched });

    expect(ended.toSorted()).toEqual(["broken", "endless", "sound"]);
  });

  it.each([
    ["gives what measures time the machine to itself", false, 1],
    ["runs everything side by side in the quick part", true, 2],
  ])("%s", async (_, quick, most) => {
    const under = new Set<string>();
    let besideMeasuring = 0;
    const aBusySuite = (name: string, more: Partial<FaultSuite> = {}): FaultSuite => ({
      name,
      mostMinutes: 1,
      run: async () => {
        under.add(name);
        for (let turn = 0; turn < 10; turn += 1) {
          if (under.has("measures")) besideMeasuring = Math.max(besideMeasuring, under.size);
          await Promise.resolve();
        }
        under.delete(name);
        return PASSED;
      },
      ...more,
    });

    const outcomes = await runSuites([aBusySuite("a"), aBusySuite("measures", { measuresTime: true }), aBusySuite("b")], {
      quick,
      seed: 1,
      say: () => {},
      start,
    });

    expect(outcomes.map(({ name }) => name)).toEqual(["a", "measures", "b"]);
    expect(besideMeasuring).toBe(most);
  });

  it("never counts as passed what was not run", async () => {
    const outcomes = await run(aSuite("power loss", { skipped: "no strace" }));

    expect(countOutcomes(outcomes)).toEqual({ passed: 0, failed: 0, skipped: 1 });
  });
});
