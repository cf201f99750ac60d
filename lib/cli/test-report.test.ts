import { describe, expect, it } from "vitest";
import { addCounts, describeCounts, describeFailed, describeParts, NOTHING, parseReport, toCounts } from "./test-report";

describe("the sum of a test run", () => {
  it("reads what vitest wrote, a file that did not load as one failure", () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { name: "a.test.ts", status: "failed", message: "Cannot find module 'b'\n at c", assertionResults: [] },
        {
          name: "b.test.ts",
          status: "failed",
          assertionResults: [
            { status: "failed", fullName: "a sum is right", failureMessages: ["AssertionError: expected 1 to be 2\n    at b.test.ts:3"] },
            { status: "passed", fullName: "a sum is a number" },
          ],
        },
      ],
    };

    expect(parseReport("vitest", JSON.stringify(report))).toEqual({
      counts: { passed: 5, failed: 2, skipped: 3 },
      failures: ["a.test.ts: Cannot find module 'b'", "a sum is right: AssertionError: expected 1 to be 2"],
    });
  });

  it("reads what playwright wrote", () => {
    const error = { message: "\u001b[31mError: expected 3 rows\u001b[39m\n\ncame 2" };
    const spec = (title: string, status: string) => ({ title, file: "fleet.spec.ts", tests: [{ status, results: [{}, { error }] }] });
    const suites = [{ specs: [spec("counts rows", "unexpected")], suites: [{ specs: [spec("opens", "flaky")] }] }];
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, suites, errors: [] };

    expect(parseReport("playwright", JSON.stringify(report))).toEqual({
      counts: { passed: 5, failed: 1, skipped: 2 },
      failures: ["fleet.spec.ts: counts rows: Error: expected 3 rows"],
    });
  });

  it("reads what the faults wrote", () => {
    const counts = { passed: 12, failed: 1, skipped: 2 };

    expect(parseReport("faults", JSON.stringify({ counts, failures: ["kills: the suite broke: Error: no disk\n    at a"] }))).toEqual({
      counts,
      failures: ["kills: the suite broke: Error: no disk at a"],
    });
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
      { name: "lint", ok: true, seconds: 2.04, counts: NOTHING, failures: [] },
      { name: "browser tests", ok: false, seconds: 240.2, counts: NOTHING, failures: [] },
    ];

    expect(describeParts(parts, 241).split("\n")).toEqual(["lint               2.0 s  ok", "browser tests    240.2 s  FAILED", "all              241.0 s"]);
  });

  it("says what failed, and how much more did", () => {
    const failures = Array.from({ length: 22 }, (_none, index) => `test ${index + 1}`);
    const parts = [
      { name: "lint", ok: true, seconds: 2, counts: NOTHING, failures: [] },
      { name: "types", ok: false, seconds: 2, counts: NOTHING, failures: [] },
      { name: "unit tests", ok: false, seconds: 2, counts: NOTHING, failures },
    ];

    const lines = describeFailed(parts).split("\n");

    expect(lines.slice(0, 3)).toEqual(["Failed: types", "Failed: unit tests", "  test 1"]);
    expect(lines.slice(-2)).toEqual(["  test 20", "  and 2 more"]);
    expect(describeFailed(parts.slice(0, 1))).toBe("");
  });
});
