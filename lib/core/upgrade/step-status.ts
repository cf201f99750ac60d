import { CATEGORIES } from "@/lib/core/classify/category";
import type { Step } from "@/lib/core/lane/lane";
import { bucketStatus, listOpenExpectations } from "@/lib/core/review/bucket";
import { checkGate } from "@/lib/core/review/gate";
import { findSnapshot, listAttempts, type Attempt, type Upgrade } from "./upgrade";

/** The statuses of a step; none of them may look like another. */
export const STEP_STATUSES = ["todo", "waiting", "running", "done", "failed", "interrupted", "waived", "skipped", "na", "outdated"] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** Whether what comes after may start. A step the tool skipped is settled: the review shows what is missing. */
export function isSettled(status: StepStatus): boolean {
  return status === "done" || status === "waived" || status === "na" || status === "skipped";
}

/** The state of one step, from everything recorded. */
export function stepStatus(upgrade: Upgrade, step: Step): StepStatus {
  const applies = doesApply(upgrade, step);
  if (applies === "no") return "na";
  const decision = upgrade.decisions[step.id];
  if (decision?.type === "waived") return "waived";
  const own = ownStatus(upgrade, step);
  if (own !== "waiting") return own;
  return applies === "yes" && listUnsettled(upgrade, step).length === 0 ? "waiting" : "todo";
}

/** Required steps that are not settled yet. */
export function listUnsettled(upgrade: Upgrade, step: Step): readonly Step[] {
  return upgrade.lane.steps.filter(({ id }) => step.requires.includes(id)).filter((required) => !isSettled(stepStatus(upgrade, required)));
}

/** Whether a step's condition holds; `unknown` until the choice is made. */
export function doesApply({ decisions }: Upgrade, { when }: Pick<Step, "when">): "yes" | "no" | "unknown" {
  if (!when) return "yes";
  const choice = decisions[when.step];
  if (choice?.type !== "chosen") return "unknown";
  return choice.option === when.option ? "yes" : "no";
}

/** The step somebody has to turn to: what runs, else what failed, else the first that waits; undefined when all is settled. */
export function findCurrentStep(upgrade: Upgrade): Step | undefined {
  const open = upgrade.lane.steps.filter((step) => !step.optional && !isSettled(stepStatus(upgrade, step)));
  const urgent = (statuses: readonly StepStatus[]) => open.find((step) => statuses.includes(stepStatus(upgrade, step)));
  return urgent(["running"]) ?? urgent(["failed", "interrupted"]) ?? urgent(["waiting", "outdated"]) ?? open[0];
}

function ownStatus(upgrade: Upgrade, step: Step): StepStatus {
  const decision = upgrade.decisions[step.id];
  switch (step.kind) {
    case "attest":
      return decision?.type === "attested" ? "done" : "waiting";
    case "choice":
      return decision?.type === "chosen" ? "done" : "waiting";
    case "review":
      return reviewStatus(upgrade);
    case "checklist":
      return checklistStatus(upgrade, step);
    case "inspect":
      return step.subject === "expectations" ? expectationsStatus(upgrade) : attemptStatus(listAttempts(upgrade, step.id).at(-1));
    case "edit":
      return decision?.type === "attested" ? "done" : attemptStatus(listAttempts(upgrade, step.id).at(-1));
    default:
      return attemptStatus(listAttempts(upgrade, step.id).at(-1));
  }
}

function reviewStatus(upgrade: Upgrade): StepStatus {
  if (checkGate(upgrade).open) return "done";
  return CATEGORIES.some((category) => bucketStatus(upgrade, category) === "outdated") ? "outdated" : "waiting";
}

function checklistStatus({ checks }: Upgrade, step: Extract<Step, { kind: "checklist" }>): StepStatus {
  const results = step.items.map(({ id }) => checks.find(({ stepId, itemId }) => stepId === step.id && itemId === id)?.result);
  if (results.includes("fail")) return "failed";
  return results.every((result) => result !== undefined) ? "done" : "waiting";
}

function expectationsStatus(upgrade: Upgrade): StepStatus {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return "waiting";
  return CATEGORIES.every((category) => listOpenExpectations(upgrade, snapshot, category).length === 0) ? "done" : "waiting";
}

function attemptStatus(attempt: Attempt | undefined): StepStatus {
  if (!attempt) return "waiting";
  const { progress } = attempt;
  switch (progress.status) {
    case "sent":
    case "running":
      return "running";
    case "serving":
      return progress.probes.every(isHealthy) ? "done" : "failed";
    case "refused":
      return "failed";
    case "ended":
      return endStatus(attempt, progress);
  }
}

function endStatus(attempt: Attempt, end: Extract<Attempt["progress"], { status: "ended" }>): StepStatus {
  if (end.ranOnChanged && attempt.lookedAt === null) return "failed";
  if (end.outcome === "interrupted") return "interrupted";
  // A served app is stopped by hand once it was looked at; what counts is what it answered.
  if (attempt.job.action.type === "serve") return end.probes.length > 0 && end.probes.every(isHealthy) ? "done" : "failed";
  if (end.outcome !== "exited" || end.exitCode !== 0) return "failed";
  if (end.findings.some(({ severity }) => severity === "block")) return "failed";
  return end.findings.some(({ kind }) => kind === "skipped-injection" || kind === "already-at-version") ? "skipped" : "done";
}

function isHealthy({ status }: { readonly status: number | null }): boolean {
  return status !== null && status < 500;
}
