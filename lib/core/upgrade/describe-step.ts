import { CATEGORIES } from "@/lib/core/classify/category";
import type { Step } from "@/lib/core/lane/lane";
import { describeActor } from "@/lib/core/people/person";
import { bucketStatus, listOpenExpectations } from "@/lib/core/review/bucket";
import { describeEnd, describeProgress } from "./describe-attempt";
import { describeReport } from "./describe-report";
import { stepStatus } from "./step-status";
import { findSnapshot, listAttempts, type Attempt, type Upgrade } from "./upgrade";

/** The one line below a step's title: words, and a moment or a start that the reader's own clock completes. */
export type StepLine = { readonly text: string; readonly at?: number; readonly since?: number };

/** What is worth knowing about a step at a glance; undefined when its title says it all. */
export function describeStep(upgrade: Upgrade, step: Step): StepLine | undefined {
  const decision = upgrade.decisions[step.id];
  if (decision?.type === "waived") return { text: `Waived by ${describeActor(decision.by)}: ${decision.reason}` };
  if (stepStatus(upgrade, step) === "na") return { text: describeNotApplicable(upgrade, step) };
  if (decision?.type === "attested") return { text: describeActor(decision.by), at: decision.at };
  if (decision?.type === "chosen" && step.kind === "choice") {
    return { text: step.options.find(({ id }) => id === decision.option)?.title ?? decision.option };
  }
  const attempts = listAttempts(upgrade, step.id);
  const last = attempts.at(-1);
  if (last) return describeLast(last, attempts.length);
  return describeOpen(upgrade, step);
}

/** Why a step does not apply, by the option that was chosen instead. */
export function describeNotApplicable({ lane, decisions }: Upgrade, { when }: Step): string {
  const choice = lane.steps.find(({ id }) => id === when?.step);
  const decision = when && decisions[when.step];
  const chosen = choice?.kind === "choice" && decision?.type === "chosen" ? choice.options.find(({ id }) => id === decision.option)?.title : undefined;
  return chosen ? `Not with "${chosen}"` : "Not part of this upgrade";
}

function describeLast(attempt: Attempt, count: number): StepLine {
  const { progress } = attempt;
  const number = count > 1 ? `Attempt ${count}, ` : "";
  if (progress.status === "running" && !attempt.cancelRequested) return { text: `Attempt ${count}`, since: progress.startedAt };
  if (progress.status === "serving" && !attempt.cancelRequested) return { text: "Up", since: progress.startedAt };
  if (progress.status !== "ended") return { text: capitalise(`${number}${describeProgress(attempt)}`) };
  if (attempt.job.action.type === "serve" && progress.outcome === "cancelled" && progress.probes.length > 0)
    return { text: "Answered, then stopped", at: progress.endedAt };
  if (progress.ranOnChanged && attempt.lookedAt === null) return { text: `${number}Ran on changed content`, at: progress.endedAt };
  if (progress.outcome !== "exited" || progress.exitCode !== 0) return { text: capitalise(`${number}${describeEnd(progress)}`) };
  const skipped = progress.findings.filter(({ kind }) => kind === "skipped-injection").length;
  if (skipped > 0) return { text: `${skipped} ${skipped === 1 ? "injection" : "injections"} skipped by the tool` };
  if (progress.findings.some(({ kind }) => kind === "already-at-version")) return { text: "Nothing to do, the tool says" };
  const blocking = progress.findings.find(({ severity }) => severity === "block");
  if (blocking) return { text: `${number}${blocking.title}` };
  return { text: describeReport(progress.report) ?? describeActor(attempt.by), at: progress.endedAt };
}

function describeOpen(upgrade: Upgrade, step: Step): StepLine | undefined {
  const snapshot = findSnapshot(upgrade);
  switch (step.kind) {
    case "review": {
      const signed = CATEGORIES.filter((category) => bucketStatus(upgrade, category) === "done").length;
      if (!snapshot) return { text: "No snapshot yet" };
      const { hunks } = snapshot.buckets.unclassified;
      const rest = hunks > 0 ? `, ${hunks} unclassified` : signed === CATEGORIES.length ? ", current" : "";
      return { text: `${signed} of ${CATEGORIES.length} signed${rest}` };
    }
    case "checklist": {
      const results = upgrade.checks.filter(({ stepId }) => stepId === step.id);
      const failed = results.filter(({ result }) => result === "fail").length;
      return {
        text:
          results.length === 0 ? `${step.items.length} checks` : `${results.length} of ${step.items.length} checked${failed > 0 ? `, ${failed} failed` : ""}`,
      };
    }
    case "inspect": {
      if (step.subject === "posture") return undefined;
      if (!snapshot) return { text: "No snapshot yet" };
      const open = CATEGORIES.reduce((sum, category) => sum + listOpenExpectations(upgrade, snapshot, category).length, 0);
      return { text: `${snapshot.expectations.length} expectations${open > 0 ? `, ${open} open` : ""}` };
    }
    case "command":
    case "serve":
      return step.pointOfNoReturn ? { text: "Gated: needs its own confirmation" } : undefined;
    default:
      return undefined;
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
