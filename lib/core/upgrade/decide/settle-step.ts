import type { Evidence } from "@/lib/core/evidence/evidence";
import { toActor, type Person } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import { refuse } from "../refusal";
import { doesApply, listUnsettled, stepStatus } from "../step-status";
import { isActive, listAttempts, type Upgrade } from "../upgrade";
import type { Step } from "@/lib/core/lane/lane";
import { requireSeen } from "./look-at-attempt";
import { requireStep, type Decision } from "./decision";

/** A person puts their name to a step's statement; for an edit, that it was made by hand. */
export function decideAttest(
  upgrade: Upgrade,
  person: Person,
  input: { readonly stepId: string; readonly note: string; readonly evidence?: readonly Evidence[] },
): Decision {
  const found = requireStep(upgrade, input.stepId, ["attest", "edit"]);
  if (!found.ok) return found;
  const step = found.value;
  const ready = requireReady(upgrade, step);
  if (!ready.ok) return ready;
  const needsNote = step.kind === "edit" || step.note === "required";
  if (needsNote && input.note.trim() === "") {
    return refuse("reason-missing", step.kind === "edit" ? "Say what was set by hand." : `"${step.noteLabel}" is asked for here.`);
  }
  return ok([
    {
      actor: toActor(person),
      event: { type: "step.attested", stepId: step.id, note: input.note.trim(), ...(input.evidence?.length ? { evidence: input.evidence } : {}) },
    },
  ]);
}

/** Picks one option of a choice; refused once a step that hangs on it has run. */
export function decideChoose(upgrade: Upgrade, person: Person, input: { readonly stepId: string; readonly option: string; readonly note: string }): Decision {
  const found = requireStep(upgrade, input.stepId, ["choice"]);
  if (!found.ok) return found;
  const step = found.value;
  if (!step.options.some(({ id }) => id === input.option)) {
    return refuse("bad-input", `Expected one of ${step.options.map(({ id }) => id).join(", ")}, got "${input.option}".`);
  }
  const ran = findRunDependent(upgrade, step.id);
  if (ran) return refuse("already-settled", `"${ran.title}" has run on the choice made; abandon this upgrade to choose anew.`);
  const ready = requireReady(upgrade, step, ["done"]);
  if (!ready.ok) return ready;
  return ok([{ actor: toActor(person), event: { type: "step.chosen", stepId: step.id, option: input.option, note: input.note.trim() } }]);
}

/** Passes over a step on purpose, by name and with a reason; it is never shown as success. */
export function decideWaive(upgrade: Upgrade, person: Person, input: { readonly stepId: string; readonly reason: string }): Decision {
  const found = requireStep(upgrade, input.stepId, ["attest", "command", "git", "edit", "checklist", "serve", "inspect", "review", "choice"]);
  if (!found.ok) return found;
  const step = found.value;
  if (!step.waivable || step.kind === "review" || step.kind === "choice") {
    return refuse("not-waivable", `"${step.title}" cannot be waived; the guide leaves no room there.`);
  }
  if (input.reason.trim() === "") return refuse("reason-missing", "A waiver needs a reason; it stays visible for good.");
  if (listAttempts(upgrade, step.id).some(isActive)) return refuse("attempt-running", "It is running; cancel it first.");
  const seen = requireSeen(upgrade);
  if (!seen.ok) return seen;
  const status = stepStatus(upgrade, step);
  if (status === "done" || status === "na" || status === "waived") {
    return refuse("already-settled", `"${step.title}" is ${status === "na" ? "not applicable" : status} already.`);
  }
  const ready = requireReady(upgrade, step, ["failed", "interrupted", "skipped", "outdated"]);
  if (!ready.ok) return ready;
  return ok([{ actor: toActor(person), event: { type: "step.waived", stepId: step.id, reason: input.reason.trim() } }]);
}

/** Takes back an attestation, choice or waiver. */
export function decideReopen(upgrade: Upgrade, person: Person, input: { readonly stepId: string; readonly reason: string }): Decision {
  const found = requireStep(upgrade, input.stepId, ["attest", "command", "git", "edit", "checklist", "serve", "inspect", "choice"]);
  if (!found.ok) return found;
  if (!upgrade.decisions[input.stepId]) return refuse("nothing-running", `Nobody decided "${found.value.title}"; there is nothing to take back.`);
  const ran = found.value.kind === "choice" ? findRunDependent(upgrade, input.stepId) : undefined;
  if (ran) return refuse("already-settled", `"${ran.title}" has run on it.`);
  return ok([{ actor: toActor(person), event: { type: "step.reopened", stepId: input.stepId, reason: input.reason.trim() || "Taken back." } }]);
}

function requireReady(upgrade: Upgrade, step: Step, alsoFrom: readonly string[] = []): Decision {
  if (doesApply(upgrade, step) === "no") return refuse("does-not-apply", `"${step.title}" does not apply to the choice that was made.`);
  const open = listUnsettled(upgrade, step);
  if (open.length > 0)
    return refuse(
      "requirements-open",
      `"${step.title}" comes after steps that are still open.`,
      open.map(({ title }) => `${title} is not settled.`),
    );
  const status = stepStatus(upgrade, step);
  if (status === "waiting" || alsoFrom.includes(status)) return ok([]);
  if (step.kind === "edit" && status !== "running") return ok([]);
  return refuse("already-settled", `"${step.title}" is ${status} already.`);
}

function findRunDependent(upgrade: Upgrade, choiceId: string): Step | undefined {
  return upgrade.lane.steps.find((step) => step.when?.step === choiceId && listAttempts(upgrade, step.id).length > 0);
}
