import { hasPassed, type SuiteOutcome } from "./run-suites";
import type { FaultResult } from "./suite";

const HEADINGS = ["suite", "trials", "failures", "control that must fail", "seconds"] as const;
const NUMERIC = [1, 2, 4];
const MOST_SHOWN = 10;

/** The table at the end of a run. */
export function describeOutcomes(outcomes: readonly SuiteOutcome[]): string {
  const rows = [HEADINGS, ...outcomes.map(toRow)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (NUMERIC.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "─".repeat(width)).join("  "), ...lines.slice(1)].join("\n");
}

/** What went wrong, for whoever has to put it right. */
export function listFailures(outcomes: readonly SuiteOutcome[]): readonly string[] {
  return outcomes
    .filter(({ result }) => result.skipped === undefined && !hasPassed(result))
    .flatMap(({ name, result }) => listProblems(result).map((problem) => `${name}: ${problem}`));
}

function toRow({ name, result, seconds }: SuiteOutcome): readonly string[] {
  const { trials, failures, skipped } = result;
  if (skipped !== undefined) return [name, "not run", "–", skipped, seconds.toFixed(1)];
  return [name, trials.toLocaleString("en-GB"), failures.length.toLocaleString("en-GB"), describeControl(result), seconds.toFixed(1)];
}

function describeControl({ control }: FaultResult): string {
  if (!control) return "none";
  return `${control.what}: ${control.failed ? "failed, as it must" : "NOT NOTICED"}`;
}

function listProblems({ trials, failures, control }: FaultResult): readonly string[] {
  const hidden = failures.length - MOST_SHOWN;
  return [
    ...failures.slice(0, MOST_SHOWN),
    ...(hidden > 0 ? [`and ${hidden} more`] : []),
    ...(trials === 0 && failures.length === 0 ? ["nothing was tried"] : []),
    ...(control && !control.failed ? [`the control was not noticed: ${control.what}`] : []),
  ];
}
