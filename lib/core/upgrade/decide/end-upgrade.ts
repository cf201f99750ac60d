import { toActor, type Person } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import { refuse } from "../refusal";
import { isSettled, stepStatus } from "../step-status";
import { findActiveAttempt, findServing, type Upgrade } from "../upgrade";
import { requireSeen } from "./look-at-attempt";
import { requireOpen, type Decision, type NewEvent } from "./decision";

/** Ends an upgrade whose every step is settled; a served app is stopped with it. */
export function decideFinish(upgrade: Upgrade, person: Person): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const seen = requireSeen(upgrade);
  if (!seen.ok) return seen;
  const unsettled = upgrade.lane.steps.filter((step) => !step.optional && !isSettled(stepStatus(upgrade, step)));
  if (unsettled.length > 0) {
    return refuse(
      "not-all-settled",
      "Some steps are still open.",
      unsettled.map((step) => `${step.title} is ${stepStatus(upgrade, step)}.`),
    );
  }
  const waived = upgrade.lane.steps.filter((step) => stepStatus(upgrade, step) === "waived").map(({ id }) => id);
  return ok([...stopServing(upgrade, person), { actor: toActor(person), event: { type: "upgrade.finished", waived } }]);
}

/** Gives an upgrade up, with a reason; the checkout stays as it is. */
export function decideAbandon(upgrade: Upgrade, person: Person, input: { readonly reason: string }): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  if (findActiveAttempt(upgrade)) return refuse("attempt-running", "Something is running; cancel it first.");
  if (input.reason.trim() === "") return refuse("reason-missing", "Say why it is given up.");
  return ok([...stopServing(upgrade, person), { actor: toActor(person), event: { type: "upgrade.abandoned", reason: input.reason.trim() } }]);
}

function stopServing(upgrade: Upgrade, person: Person): readonly NewEvent[] {
  const serving = findServing(upgrade);
  if (!serving || serving.cancelRequested) return [];
  return [{ actor: toActor(person), event: { type: "attempt.cancel-requested", jobId: serving.job.jobId } }];
}
