import { describe, expect, it } from "vitest";
import { addCounts, describeCounts, describeParts, NOTHING, parseReport, toCounts } from "./test-report";

describe("the sum of a test run", () => {
  it("reads what vitest wrote, a file that did not load as one failure", () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{}] },
        { status: "passed", assertionResults: [{}] },
      ],
    };

    expect(parseReport("vitest", JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it("reads what playwright wrote", () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };

    expect(parseReport("playwright", JSON.stringify(report))).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it("reads what the faults wrote", () => {
    const counts = { passed: 12, failed: 1, skipped: 2 };

    expect(parseReport("faults", JSON.stringify(counts))).toEqual(counts);
  });

  it.each([
    [true, undefined, { passed: 0, failed: 0, skipped: 0 }],
    [false, undefined, { passed: 0, failed: 1, skipped: 0 }],
    [false, { passed: 3, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 }],
    [false, { passed: 3, failed: 2, skipped: 0 }, { passed: 3, failed: 2, skipped: 0 }],
  ])("never says 0 failed beside a failure (%o, %o)", (ok, report, counts) => {
    expect(toCounts(ok, report)).toEqual(counts);
  });

  it("is one line", () => {
    const sum = addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });

    expect(describeCounts(sum)).toBe("11 passed, 22 failed, 33 skipped");
  });

  it("says how long each part took", () => {
    const parts = [
      { name: "lint", ok: true, seconds: 2.04, counts: NOTHING },
      { name: "browser tests", ok: false, seconds: 240.2, counts: NOTHING },
    ];

    expect(describeParts(parts, 241).split("\n")).toEqual(["lint               2.0 s  ok", "browser tests    240.2 s  FAILED", "all              241.0 s"]);
  });
});
