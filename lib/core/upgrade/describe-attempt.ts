import type { Step } from "@/lib/core/lane/lane";
import { stepStatus, type StepStatus } from "./step-status";
import type { Attempt, AttemptEnd, Upgrade } from "./upgrade";

/** The status a step would have if this attempt were its only one. */
export function attemptStatus(upgrade: Upgrade, step: Step, attempt: Attempt): StepStatus {
  const { [step.id]: _, ...decisions } = upgrade.decisions;
  return stepStatus({ ...upgrade, decisions, attempts: [attempt] }, step);
}

/** How an attempt ended, in two or three words. */
export function describeEnd({ outcome, exitCode, signal }: Pick<AttemptEnd, "outcome" | "exitCode" | "signal">): string {
  switch (outcome) {
    case "timed-out":
      return "stopped at its time limit";
    case "cancelled":
      return "cancelled";
    case "interrupted":
      return "interrupted";
    case "exited":
      return exitCode === null ? `ended by ${signal ?? "a signal"}` : `exit ${exitCode}`;
  }
}

/** Where an attempt stands, in two or three words. */
export function describeProgress({ progress, cancelRequested, accepted }: Attempt): string {
  switch (progress.status) {
    case "sent":
      return accepted ? "waiting at the agent" : "on its way to the agent";
    case "running":
      return cancelRequested ? "being cancelled" : "running";
    case "serving":
      return cancelRequested ? "being stopped" : "serving";
    case "refused":
      return "refused by the agent";
    case "ended":
      return describeEnd(progress);
  }
}
