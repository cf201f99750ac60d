import { joinOr } from "@/lib/core/join-words";
import type { Actor } from "@/lib/core/people/person";
import type { Result } from "@/lib/core/result";
import type { Step, StepKind } from "@/lib/core/lane/lane";
import { ok } from "@/lib/core/result";
import type { UpgradeEvent } from "../event";
import { refuse, type Refusal } from "../refusal";
import type { Upgrade } from "../upgrade";

/** An event about to be recorded, and who is behind it. */
export type NewEvent = { readonly actor: Actor; readonly event: UpgradeEvent };

/** What a decision comes to: events to append (none: nothing to do), or a refusal. */
export type Decision = Result<readonly NewEvent[], Refusal>;

/** Refuses anything on an upgrade that has ended. */
export function requireOpen(upgrade: Upgrade): Result<Upgrade, Refusal> {
  if (!upgrade.ending) return ok(upgrade);
  return refuse("upgrade-ended", `This upgrade was ${upgrade.ending.type}; its record can be read, not continued.`);
}

/** The step of that id and one of those kinds, of an upgrade that is still open. */
export function requireStep<Kind extends StepKind>(upgrade: Upgrade, stepId: string, kinds: readonly Kind[]): Result<Extract<Step, { kind: Kind }>, Refusal> {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const step = upgrade.lane.steps.find(({ id }) => id === stepId);
  if (!step) return refuse("unknown-step", `The lane ${upgrade.lane.title} has no step "${stepId}".`);
  if (!isOfKind(step, kinds)) return refuse("wrong-kind", `"${step.title}" is a step of kind ${step.kind}; expected ${joinOr(kinds)}.`);
  return ok(step);
}

function isOfKind<Kind extends StepKind>(step: Step, kinds: readonly Kind[]): step is Extract<Step, { kind: Kind }> {
  return (kinds as readonly StepKind[]).includes(step.kind);
}
