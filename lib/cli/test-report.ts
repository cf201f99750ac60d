import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ReportKind, Step } from "./test-steps";

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

const vitestSchema = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform(({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => ({
    passed: numPassedTests,
    // A file that could not even be loaded has no tests to count.
    failed: numFailedTests + testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
    skipped: numPendingTests + numTodoTests,
  }));

const playwrightSchema = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
  .transform(({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }));

const faultsSchema = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() });

const SCHEMAS = { vitest: vitestSchema, playwright: playwrightSchema, faults: faultsSchema } as const satisfies Record<ReportKind, z.ZodType<Counts>>;

/** What a step's report counts; undefined when there is none, because the tool itself broke. */
export function readReport({ file, kind }: NonNullable<Step["report"]>): Counts | undefined {
  try {
    return parseReport(kind, readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @throws when the text is no report of that tool. */
export function parseReport(kind: ReportKind, text: string): Counts {
  return SCHEMAS[kind].parse(JSON.parse(text));
}

/**
 * A step's part of the sum. A step that went wrong counts at least one failure, so that the summary never
 * says "0 failed" beside a failure.
 */
export function toCounts(ok: boolean, report: Counts | undefined): Counts {
  const counts = report ?? NOTHING;
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The last line of a run. */
export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** One step of a run as it ended. */
export type Part = { readonly name: string; readonly ok: boolean; readonly seconds: number; readonly counts: Counts };

/** How long each part took and all of them together, some of which ran side by side. */
export function describeParts(parts: readonly Part[], seconds: number): string {
  const width = Math.max(0, ...parts.map(({ name }) => name.length));
  const row = (name: string, time: number, end: string) => `${name.padEnd(width)}  ${time.toFixed(1).padStart(7)} s  ${end}`.trimEnd();
  return [...parts.map(({ name, ok, seconds: time }) => row(name, time, ok ? "ok" : "FAILED")), row("all", seconds, "")].join("\n");
}
