import { assertNever } from "@/lib/core/assert-never";
import type { Finding } from "@/lib/core/lane/finding";
import type { Step } from "@/lib/core/lane/lane";
import { recogniseDeps } from "./deps";
import { readLogLines } from "./log-lines";
import { recogniseMigrations } from "./migrations";
import { type ExpectedPackage, findingAt, type Output } from "./recognised";
import { recogniseSigraUpgrade } from "./sigra-upgrade";
import { recogniseTests } from "./tests";
import { recogniseWarnings } from "./warnings";

export type Recogniser = Extract<Step, { kind: "command" }>["recogniser"];

/** A finished program's output. */
export type FinishedOutput = {
  readonly log: string;
  /** Null when a signal ended the program. */
  readonly exitCode: number | null;
  /** Lets `deps` say whether the fetched version is on the lane's line. */
  readonly expected?: ExpectedPackage;
};

/** Findings are part of the audit record, so a hostile log must not fill it. */
const MAX_FINDINGS = 200;
const SEVERITIES: readonly Finding["severity"][] = ["block", "care", "note"];

/**
 * Reads what a program's output says beyond its exit status, in the order of the log.
 *
 * Never throws and takes time in proportion to the log. Past 200 findings the grave ones are kept and the rest counted.
 */
export function recogniseFindings(recogniser: Recogniser, { log, exitCode, expected }: FinishedOutput): Finding[] {
  return limit(recognise(recogniser, { lines: readLogLines(log), exitCode, expected: expected ?? null }));
}

function recognise(recogniser: Recogniser, output: Output): Finding[] {
  switch (recogniser) {
    case "none":
      return [];
    case "sigra-upgrade":
      return recogniseSigraUpgrade(output);
    case "deps":
      return recogniseDeps(output);
    case "warnings":
      return recogniseWarnings(output);
    case "tests":
      return recogniseTests(output);
    case "migrations":
      return recogniseMigrations(output);
    default:
      return assertNever(recogniser);
  }
}

function limit(findings: Finding[]): Finding[] {
  if (findings.length <= MAX_FINDINGS) return findings;
  const grave = findings.map((finding, index) => ({ finding, index }));
  grave.sort((left, right) => rank(left.finding) - rank(right.finding) || left.index - right.index);
  const kept = grave.slice(0, MAX_FINDINGS - 1).sort((left, right) => left.index - right.index);
  const first = grave[MAX_FINDINGS - 1]?.finding;
  if (!first) return findings;
  const { kind, severity } = first;
  const more = findings.length - kept.length;
  const rest = findingAt(null, { kind, severity, title: `${more} more findings`, detail: "Only the first and gravest are listed; the log has all of them." });
  return [...kept.map(({ finding }) => finding), rest];
}

function rank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}
