import type { Finding } from "@/lib/core/lane/finding";
import type { LogLine } from "./log-lines";
import { findingAt, type Output, recogniseCompileError, recogniseMixError, recogniseUnknownOption } from "./recognised";

const SUMMARY = /^((?:\d{1,9} [a-z]{1,20}, ){1,8})(\d{1,9}) failures?((?:, \d{1,9} [a-z]{1,20}){0,8})$/;
const FAILURE = /^ {1,4}\d{1,9}\) ((?:test|doctest|property|feature) .*)$/;
const PLACE = /^\s{5}(\S{1,500}?\.exs?:\d{1,9})$/;
const MISSING = /^Paths given to .mix test. did not match any directory\/file: (.*)$/;

/** What ExUnit reports (v1.0 guide, section 6; v1.1 guide, section 7). A run without a single test is no proof. */
export function recogniseTests({ lines, exitCode }: Output): Finding[] {
  const findings: Finding[] = [];
  let failure: { readonly line: LogLine; readonly name: string } | null = null;
  for (const line of lines) {
    if (failure !== null) findings.push(toFailure(failure.line, failure.name, PLACE.exec(line.text)?.[1] ?? ""));
    const name = FAILURE.exec(line.text)?.[1];
    failure = name === undefined ? null : { line, name };
    const other = name === undefined ? recogniseLine(line, exitCode) : undefined;
    if (other) findings.push(other);
  }
  if (failure !== null) findings.push(toFailure(failure.line, failure.name, ""));
  return findings;
}

function recogniseLine(line: LogLine, exitCode: number | null): Finding | undefined {
  const missing = MISSING.exec(line.text)?.[1];
  if (missing !== undefined) {
    return findingAt(line, {
      kind: "tests-missing",
      severity: exitCode === 0 ? "care" : "block",
      title: `${missing} is not in the checkout`,
      detail: "The guide's test belongs to the library's own repository. Choose an alternative, or waive the step and say what was run instead.",
      subject: missing,
    });
  }
  if (line.text === "There are no tests to run" || line.text === "All tests have been excluded.") {
    return findingAt(line, {
      kind: "tests-missing",
      severity: "care",
      title: "Not a single test ran",
      detail: "The step ends well all the same. It proves nothing about the upgrade.",
    });
  }
  return recogniseSummary(line) ?? recogniseUnknownOption(line) ?? recogniseCompileError(line) ?? recogniseMixError(line);
}

function recogniseSummary(line: LogLine): Finding | undefined {
  const [, , failures, rest] = SUMMARY.exec(line.text) ?? [];
  if (failures === undefined) return undefined;
  const invalid = / [1-9]\d* invalid/.test(rest ?? "");
  const failed = Number(failures) > 0 || invalid;
  return findingAt(line, {
    kind: failed ? "test-failures" : "test-summary",
    severity: failed ? "block" : "note",
    title: line.text,
    detail: failed ? "The upgrade is not verified. Each failure is listed with its place." : "As ExUnit counts them.",
  });
}

function toFailure(line: LogLine, name: string, place: string): Finding {
  return findingAt(line, {
    kind: "test-failures",
    severity: "block",
    title: name,
    detail: place === "" ? "The log has the reason." : `At ${place}. The log has the reason.`,
    subject: place,
  });
}
