import type { NextAction } from "@/lib/contract/dashboard-api";
import type { Step } from "@/lib/core/lane/lane";
import { PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { checkGate } from "@/lib/core/review/gate";
import { nextReview } from "./next-review";
import { findCurrentStep, listUnsettled, stepStatus, type StepStatus } from "./step-status";
import { findActiveAttempt, findServing, findSnapshot, findUnseen, listAttempts, type Attempt, type Upgrade } from "./upgrade";

/**
 * Who has to act next on an upgrade, and why.
 *
 * `people` are names, and are there only when it is up to somebody in particular; otherwise anybody with
 * one of the `roles` may act.
 */
export function nextAction(upgrade: Upgrade, people: readonly Person[]): NextAction {
  if (upgrade.ending) return { kind: "nobody", roles: [], people: [], why: `The upgrade was ${upgrade.ending.type}.`, stepId: null };
  const active = findActiveAttempt(upgrade);
  if (active) {
    const step = upgrade.lane.steps.find(({ id }) => id === active.job.stepId);
    const what = active.job.action.type === "snapshot" ? "A snapshot is being taken." : `${step?.title ?? active.job.stepId} is running.`;
    return { kind: "running", roles: [], people: [], why: what, stepId: active.job.stepId };
  }
  const unseen = findUnseen(upgrade);
  if (unseen) return nextLook(upgrade, unseen);
  const step = findCurrentStep(upgrade);
  if (!step) return ask("upgrade.end", "Every step is settled: finish the upgrade.", null);
  return nextStep(upgrade, findBlocking(upgrade, step) ?? step, people);
}

function nextLook({ lane }: Upgrade, { job }: Attempt): NextAction {
  const title = lane.steps.find(({ id }) => id === job.stepId)?.title ?? job.stepId;
  return ask("attempt.look-at", `${title} ran on changed content: compare the newest snapshot with what was signed, and say what you found.`, job.stepId);
}

function nextStep(upgrade: Upgrade, step: Step, people: readonly Person[]): NextAction {
  const status = stepStatus(upgrade, step);
  if (status === "failed" || status === "interrupted") return nextAfterTrouble(upgrade, step, status);
  return nextFor(upgrade, step, people);
}

/** What has to be settled before a step can run: one that it requires, or the review when the gate has closed again. */
function findBlocking(upgrade: Upgrade, step: Step): Step | undefined {
  const required = listUnsettled(upgrade, step)[0];
  if (required) return findBlocking(upgrade, required) ?? required;
  return step.gated && !checkGate(upgrade).open ? upgrade.lane.steps.find(({ kind }) => kind === "review") : undefined;
}

/** Whether it is up to this person. */
export function isUpTo(next: NextAction, person: Person): boolean {
  if (next.kind !== "person" || !person.roles.some((role) => next.roles.includes(role))) return false;
  return next.people.length === 0 || next.people.includes(person.name);
}

function nextFor(upgrade: Upgrade, step: Step, people: readonly Person[]): NextAction {
  switch (step.kind) {
    case "attest":
      return ask("step.attest", `${step.title}: somebody has to put their name to it.`, step.id);
    case "choice":
      return ask("step.choose", `${step.title}: ${step.question}`, step.id);
    case "review":
      return nextReview(upgrade, step, people);
    case "checklist":
      return ask(`check.${step.audience}`, `${step.title}: ${countOpen(upgrade, step)} of ${step.items.length} checks are open.`, step.id);
    case "inspect":
      return step.subject === "expectations" ? nextExpectations(upgrade, step) : ask("step.run", `${step.title} is ready to run.`, step.id);
    case "edit":
      return nextRun(upgrade, step, `${step.title}: run it, or confirm that it was done by hand.`);
    default:
      return nextRun(upgrade, step, `${step.title} is ready to run.`);
  }
}

function nextRun(upgrade: Upgrade, step: Step, why: string): NextAction {
  return ask("step.run", findServing(upgrade) ? `Stop the app that is being served; then ${step.title} can run.` : why, step.id);
}

function nextExpectations(upgrade: Upgrade, step: Step): NextAction {
  if (!findSnapshot(upgrade)) return ask("snapshot.take", `${step.title}: take a snapshot to compare with.`, step.id);
  return ask("expectation.accept", `${step.title}: something promised is missing. Have it made, or accept that it is absent.`, step.id);
}

function nextAfterTrouble(upgrade: Upgrade, step: Step, status: Extract<StepStatus, "failed" | "interrupted">): NextAction {
  if (step.kind === "checklist") {
    const failed = upgrade.checks.filter(({ stepId, result }) => stepId === step.id && result === "fail").length;
    return ask("step.run", `${step.title}: ${failed} of ${step.items.length} checks failed. Mend what was seen and have it checked again.`, step.id);
  }
  if (status === "interrupted") return ask("step.run", `${step.title} was interrupted and nothing was retried: decide whether to run it again.`, step.id);
  const wasRefused = listAttempts(upgrade, step.id).at(-1)?.progress.status === "refused";
  return ask(
    "step.run",
    wasRefused ? `${step.title} was refused by the agent; nothing ran.` : `${step.title} failed: run it again, run it another way or waive it.`,
    step.id,
  );
}

function countOpen({ checks }: Upgrade, step: Extract<Step, { kind: "checklist" }>): number {
  return step.items.filter(({ id }) => !checks.some(({ stepId, itemId }) => stepId === step.id && itemId === id)).length;
}

function ask(permission: Permission, why: string, stepId: string | null): NextAction {
  return { kind: "person", roles: [...PERMISSIONS[permission]], people: [], why, stepId };
}
