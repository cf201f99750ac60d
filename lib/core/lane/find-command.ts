import type { Argv, Lane } from "./lane";

/** Where an argv came from, or why there is none. */
export type FoundCommand =
  | { readonly ok: true; readonly argv: Argv; readonly environment: Readonly<Record<string, string>>; readonly needsFiles: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * The argv a lane declares for a step: its command, a declared alternative, or an override from the
 * agent's own configuration. Nothing else can be run.
 */
export function findCommand(lane: Lane, stepId: string, alternative: string | null, overrides: Readonly<Record<string, Argv>>): FoundCommand {
  const step = lane.steps.find(({ id }) => id === stepId);
  if (!step) return { ok: false, message: `lane ${lane.id} has no step ${stepId}` };
  if (step.kind !== "command" && step.kind !== "serve") {
    return { ok: false, message: `step ${stepId} is of kind ${step.kind} and runs no command` };
  }
  const override = overrides[`${lane.id}/${stepId}`];
  if (alternative === "override") {
    return override
      ? { ok: true, argv: override, environment: step.environment, needsFiles: [] }
      : { ok: false, message: `the agent has no command of its own for ${lane.id}/${stepId}` };
  }
  if (step.kind === "serve") {
    return { ok: true, argv: override ?? step.command, environment: step.environment, needsFiles: [] };
  }
  if (alternative === null) {
    return { ok: true, argv: step.command, environment: step.environment, needsFiles: step.needsFiles };
  }
  const declared = step.alternatives.find(({ id }) => id === alternative);
  return declared
    ? { ok: true, argv: declared.command, environment: step.environment, needsFiles: declared.needsFiles }
    : { ok: false, message: `step ${stepId} declares no alternative ${alternative}` };
}
