import type { TreeContent } from "@/lib/contract/agent-api";
import type { Category } from "@/lib/core/classify/category";
import type { AppFacts } from "@/lib/core/classify/classification";
import type { Finding } from "@/lib/core/lane/finding";
import type { Expectation, Lane } from "@/lib/core/lane/lane";
import { checkExpectation, listMigrations, type Observed } from "./check-expectation";
import type { ExpectationResult } from "./expectation-result";

/** What a snapshot and the steps before it offer to hold a lane's expectations against. */
export type ExpectationInput = {
  /** Option chosen at each choice step, by step id. */
  readonly choices: Readonly<Record<string, string>>;
  readonly facts: AppFacts;
  readonly tree: TreeContent;
  /** Findings of the latest attempt of each step, by step id. */
  readonly findings: Readonly<Record<string, readonly Finding[]>>;
};

/**
 * Holds a lane's expectations against a snapshot, in the lane's order: what the v1.0 and v1.1 guides promise and a
 * green terminal hides. Expectations of a choice not made, or of a circumstance that does not hold, are left out.
 *
 * Every skipped injection becomes an item of its own (`skipped-<file>`), in the category of its file; these replace
 * the lane's general item about skipped injections.
 */
export function evaluateExpectations(lane: Lane, input: ExpectationInput): ExpectationResult[] {
  const tree = { ...input.tree, files: withoutInherited(input.tree.files) };
  const observed: Observed = { lane, facts: input.facts, tree, findings: withoutInherited(input.findings) };
  const skipped = toSkippedItems(observed);
  const declared = lane.expectations
    .filter((expectation) => applies(expectation, input.choices, observed))
    .filter((expectation) => skipped.length === 0 || !isAboutSkipped(expectation))
    .map(({ id, title, category, why, howToMeet, check }) => ({ id, title, category, why, howToMeet, ...checkExpectation(check, observed) }));
  return [...declared, ...skipped];
}

/** A file called `constructor` is there only when the checkout has it. */
function withoutInherited<Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null), values);
}

function applies({ when, given }: Expectation, choices: Readonly<Record<string, string>>, { tree, findings }: Observed): boolean {
  if (when && choices[when.step] !== when.option) return false;
  if (!given) return true;
  if (given.type === "migration-before") return listMigrations(tree.anchorPaths, given.folder, given.name).length > 0;
  return given.steps.some((step) => (findings[step] ?? []).some(({ kind }) => kind === given.finding));
}

function isAboutSkipped({ check }: Expectation): boolean {
  return check.type === "no-finding" && check.finding === "skipped-injection";
}

function toSkippedItems(observed: Observed): readonly ExpectationResult[] {
  const known = new Set(observed.lane.expectations.map(({ id }) => id));
  const findings = Object.entries(observed.findings).flatMap(([step, list]) =>
    list.filter(({ kind }) => kind === "skipped-injection").map((finding) => ({ step, finding })),
  );
  const byFile = new Map(findings.map((entry) => [entry.finding.subject, entry]));
  return [...byFile.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, { step, finding }]) => toSkippedItem(file, step, finding, observed, known));
}

function toSkippedItem(file: string, step: string, finding: Finding, { facts, tree }: Observed, known: Set<string>): ExpectationResult {
  const present = tree.paths.includes(file) ? " The file is there now, so somebody may have made the change by hand." : "";
  const where = finding.line === null ? `step ${step}` : `step ${step}, line ${finding.line} of its log`;
  return {
    id: claimId(file, known),
    title: `The change to ${file} was skipped`,
    category: categoryOf(file, facts),
    met: false,
    why: "The task wanted to change this file, did not find it and went on; its summary counts the change as made.",
    howToMeet: "Make the change in the file that plays this part in your host, then accept this item and say where it went.",
    found: `The task skipped ${file} because the file was missing (${where}).${present}`,
  };
}

/** `skipped-` and the file's name in kebab-case, at most 64 characters and not taken yet. */
function claimId(file: string, known: Set<string>): string {
  const slug = file
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(-50)
    .replace(/^-/, "");
  let id = `skipped-${slug || "file"}`;
  for (let number = 2; known.has(id); number += 1) id = `skipped-${slug || "file"}-${number}`;
  known.add(id);
  return id;
}

/** The category that reviews a file the task could not change. `config/config.exs` is to hold the schema version line. */
function categoryOf(file: string, facts: AppFacts): Category {
  if (file === "config/config.exs" || /^priv\/[^/]+\/(?:data_)?migrations\//.test(file)) return "schema";
  if (file.startsWith("config/") || file === `lib/${facts.otpApp}/application.ex` || file === "mix.exs") return "integration";
  if (/(?:^|\/)(?:router|endpoint)\.ex$/.test(file)) return "router";
  return /(?:^|\/)(?:vault|encrypted|audit_event)\.ex$/.test(file) ? "audit_security" : "host_auth";
}
