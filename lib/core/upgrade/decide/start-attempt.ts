import type { GatePass, Job } from "@/lib/contract/agent-api";
import type { Argv } from "@/lib/core/lane/lane";
import { toActor, type Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { checkGate } from "@/lib/core/review/gate";
import { refuse, type Refusal } from "../refusal";
import { doesApply, listUnsettled, stepStatus } from "../step-status";
import { findActiveAttempt, findServing, listAttempts, type Upgrade } from "../upgrade";
import { requireSeen } from "./look-at-attempt";
import { requireStep, type Decision, type NewEvent } from "./decision";
import { toJobAction, type RunInput, type RunnableStep } from "./to-job-action";

export type StartAttempt = RunInput & {
  readonly stepId: string;
  /** Why an alternative was taken, or what was accepted. */
  readonly reason: string;
  readonly jobId: string;
};

/**
 * Starts a step as a new attempt. A gated one emits the gate pass with it: tree, lockfile, the five
 * sign-offs and the exact argv (DESIGN section 3, Gate).
 */
export function decideStartAttempt(upgrade: Upgrade, person: Person, input: StartAttempt): Decision {
  const found = requireStep(upgrade, input.stepId, ["command", "serve", "git", "edit", "inspect"]);
  if (!found.ok) return found;
  const step = found.value;
  const ready = requireStartable(upgrade, step);
  if (!ready.ok) return ready;
  if (input.alternative !== null && input.reason.trim() === "") {
    return refuse("reason-missing", "Another command than the guide's needs a reason; it is part of the record.");
  }
  const planned = toJobAction(upgrade, step, person, input);
  if (!planned.ok) return planned;
  const { action, argv } = planned.value;
  const attempt = listAttempts(upgrade, step.id).length + 1;
  const gate = step.gated ? openGate(upgrade, input, argv) : ok(null);
  if (!gate.ok) return gate;
  const job: Job = {
    jobId: input.jobId,
    appId: upgrade.app.id,
    upgradeId: upgrade.id,
    stepId: step.id,
    attempt,
    action,
    timeoutMs: step.timeoutMs,
    gatePass: gate.value,
  };
  const actor = toActor(person);
  const started: NewEvent = { actor, event: { type: "attempt.started", job, argv: [...argv], reason: input.reason.trim() } };
  const passed: readonly NewEvent[] = gate.value ? [{ actor, event: { type: "gate.passed", pass: gate.value } }] : [];
  return ok([...passed, started]);
}

function requireStartable(upgrade: Upgrade, step: RunnableStep): Decision {
  if (doesApply(upgrade, step) !== "yes") return refuse("does-not-apply", `"${step.title}" does not apply, or the choice it hangs on is not made.`);
  const open = listUnsettled(upgrade, step);
  if (open.length > 0) {
    return refuse(
      "requirements-open",
      `"${step.title}" comes after steps that are still open.`,
      open.map((required) => `${required.title} is ${stepStatus(upgrade, required)}.`),
    );
  }
  const seen = requireSeen(upgrade);
  if (!seen.ok) return seen;
  const active = findActiveAttempt(upgrade);
  if (active)
    return refuse("attempt-running", "Something is running for this app already; wait for it or cancel it.", [
      `${active.argv.join(" ")} has been started and has not ended.`,
    ]);
  if (findServing(upgrade)) return refuse("server-running", "The app is being served; stop the server first.");
  return ok([]);
}

function openGate(upgrade: Upgrade, { stepId, jobId }: StartAttempt, argv: Argv): Result<GatePass, Refusal> {
  const gate = checkGate(upgrade);
  if (!gate.open) {
    return refuse(
      "gate-closed",
      "Nothing ran. The gate is closed until every bucket is signed off as it stands.",
      gate.obstacles.map(({ sentence }) => sentence),
    );
  }
  const { treeId, lockDigest } = gate.snapshot;
  return ok({ passId: `gate-${jobId}`, upgradeId: upgrade.id, stepId, jobId, treeId, lockDigest, argv, signOffs: gate.signOffs.map(({ seq }) => seq) });
}
