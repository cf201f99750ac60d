import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import type { ReportKind, Step } from "./test-steps";

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

/** What a tool says of its tests. */
export type Report = {
  readonly counts: Counts;
  /** A sentence for each test that failed: its name and what was wrong. */
  readonly failures: readonly string[];
};

const vitestSchema = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(""),
        assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).default([]) })),
      }),
    ),
  })
  .transform(({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }): Report => {
    // A file that could not even be loaded has no tests to count.
    const broken = testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
    const failed = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "failed"));
    return {
      counts: { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests },
      failures: [
        ...broken.map(({ name, message }) => toSentence(name, message)),
        ...failed.map(({ fullName, failureMessages }) => toSentence(fullName, failureMessages[0])),
      ],
    };
  });

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ error: z.object({ message: z.string().default("") }).optional() })) })),
});
type Spec = z.infer<typeof specSchema>;
type Suite = { readonly specs?: readonly Spec[] | undefined; readonly suites?: readonly Suite[] | undefined };
const suiteSchema: z.ZodType<Suite> = z.lazy(() => z.object({ specs: z.array(specSchema).optional(), suites: z.array(suiteSchema).optional() }));

const playwrightSchema = z
  .object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
    suites: z.array(suiteSchema).default([]),
    // What went wrong outside of every test.
    errors: z.array(z.object({ message: z.string().default("") })).default([]),
  })
  .transform(
    ({ stats, suites, errors }): Report => ({
      counts: { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
      failures: [
        ...errors.map(({ message }) => firstLine(message)),
        ...listSpecs(suites).flatMap(({ title, file, tests }) =>
          tests
            .filter(({ status }) => status === "unexpected")
            .map(({ results }) => toSentence(`${file}: ${title}`, results.find(({ error }) => error)?.error?.message)),
        ),
      ],
    }),
  );

const faultsSchema = z
  .object({ counts: z.object({ passed: z.int(), failed: z.int(), skipped: z.int() }), failures: z.array(z.string()) })
  .transform(({ counts, failures }): Report => ({ counts, failures: failures.map(oneLine) }));

const SCHEMAS = { vitest: vitestSchema, playwright: playwrightSchema, faults: faultsSchema } as const satisfies Record<ReportKind, z.ZodType<Report>>;

const LONGEST_LINE = 600;

function listSpecs(suites: readonly Suite[]): readonly Spec[] {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...listSpecs(inner)]);
}

function toSentence(name: string, message = ""): string {
  const problem = firstLine(message);
  return problem === "" ? name : `${name}: ${problem}`;
}

/** What a suite found or broke on, with its causes, which no test's name says. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line;
}

function firstLine(message: string): string {
  return stripVTControlCharacters(message).trim().split("\n", 1)[0] ?? "";
}

/** What a step's report says; undefined when there is none, because the tool itself broke. */
export function readReport({ file, kind }: NonNullable<Step["report"]>): Report | undefined {
  try {
    return parseReport(kind, readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @throws when the text is no report of that tool. */
export function parseReport(kind: ReportKind, text: string): Report {
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
export type Part = { readonly name: string; readonly ok: boolean; readonly seconds: number; readonly counts: Counts; readonly failures: readonly string[] };

/** How long each part took and all of them together, some of which ran side by side. */
export function describeParts(parts: readonly Part[], seconds: number): string {
  const width = Math.max(0, ...parts.map(({ name }) => name.length));
  const row = (name: string, time: number, end: string) => `${name.padEnd(width)}  ${time.toFixed(1).padStart(7)} s  ${end}`.trimEnd();
  return [...parts.map(({ name, ok, seconds: time }) => row(name, time, ok ? "ok" : "FAILED")), row("all", seconds, "")].join("\n");
}

const MOST_SHOWN = 20;

/** What failed, below the table, where whoever was told that a run failed looks first. */
export function describeFailed(parts: readonly Part[]): string {
  return parts
    .filter(({ ok }) => !ok)
    .flatMap(({ name, failures }) => [
      `Failed: ${name}`,
      ...failures.slice(0, MOST_SHOWN).map((failure) => `  ${failure}`),
      ...(failures.length > MOST_SHOWN ? [`  and ${failures.length - MOST_SHOWN} more`] : []),
    ])
    .join("\n");
}
