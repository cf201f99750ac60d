import { laneSchema, type Lane, type LaneSource, type Step } from "./lane";

/**
 * Checks a lane and fills in its defaults.
 *
 * @throws with the path of the bad field, what was expected and what came.
 */
export function loadLane(source: LaneSource): Lane {
  const parsed = laneSchema.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`lane ${readId(source)}: ${issue?.path.join(".") ?? "?"}: ${issue?.message ?? "invalid"}`);
  }
  const lane = parsed.data;
  const problem = findProblem(lane);
  if (problem) throw new Error(`lane ${lane.id}: ${problem}`);
  return lane;
}

/** What a file that may hold anything calls its lane. */
function readId(source: unknown): string {
  const id = typeof source === "object" && source !== null && "id" in source ? source.id : undefined;
  return typeof id === "string" ? id : "without an id";
}

function findProblem(lane: Lane): string | undefined {
  const seen = new Set<string>();
  const sections = new Set(lane.sections.map(({ id }) => id));
  for (const [index, step] of lane.steps.entries()) {
    const at = `steps.${index} (${step.id})`;
    if (seen.has(step.id)) return `${at}: expected a new id, got one that is taken`;
    const missing = step.requires.find((id) => !seen.has(id));
    if (missing) return `${at}.requires: expected an earlier step, got ${missing}`;
    if (!sections.has(step.section)) return `${at}.section: expected one of the lane's sections, got ${step.section}`;
    const when = findBadCondition(lane, step.when);
    if (when) return `${at}.when: ${when}`;
    const repeated = findRepeatedPart(step);
    if (repeated) return `${at}.${repeated}: expected different ids`;
    seen.add(step.id);
  }
  const expectations = new Set<string>();
  for (const [index, expectation] of lane.expectations.entries()) {
    const at = `expectations.${index} (${expectation.id})`;
    if (expectations.has(expectation.id)) return `${at}: expected a new id, got one that is taken`;
    expectations.add(expectation.id);
    const when = findBadCondition(lane, expectation.when);
    if (when) return `${at}.when: ${when}`;
    if (expectation.check.type === "no-finding" && !seen.has(expectation.check.step)) {
      return `${at}.check.step: expected a step of this lane, got ${expectation.check.step}`;
    }
    const unknown = expectation.given?.type === "finding" ? expectation.given.steps.find((id) => !seen.has(id)) : undefined;
    if (unknown) return `${at}.given.steps: expected steps of this lane, got ${unknown}`;
  }
  return undefined;
}

/** Name of the step's list that repeats an id. */
function findRepeatedPart(step: Step): "items" | "options" | "alternatives" | undefined {
  if (step.kind === "checklist" && hasRepeatedId(step.items)) return "items";
  if (step.kind === "choice" && hasRepeatedId(step.options)) return "options";
  return step.kind === "command" && hasRepeatedId(step.alternatives) ? "alternatives" : undefined;
}

function hasRepeatedId(parts: readonly { readonly id: string }[]): boolean {
  return new Set(parts.map(({ id }) => id)).size !== parts.length;
}

function findBadCondition(lane: Lane, when: { step: string; option: string } | undefined): string | undefined {
  if (!when) return undefined;
  const choice = lane.steps.find(({ id }) => id === when.step);
  if (choice?.kind !== "choice") return `expected a choice step, got ${when.step}`;
  return choice.options.some(({ id }) => id === when.option) ? undefined : `choice ${when.step} has no option ${when.option}`;
}
