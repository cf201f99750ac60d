import { assertNever } from "@/lib/core/assert-never";
import type { Evidence } from "@/lib/core/evidence/evidence";
import type { Lane, Step } from "@/lib/core/lane/lane";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { code, countOf, type Phrase, say, sayWords, strong } from "./phrase";

type AboutStep = Extract<UpgradeEvent, { type: `step.${string}` | `check.${string}` | "gate.passed" }>;

const RESULT = { pass: "passed", fail: "failed", na: "not applicable" } as const;

/** What was said about a step, its gate or a check item, without who said it. */
export function sayStep(event: AboutStep, lane: Lane): readonly Phrase[] {
  switch (event.type) {
    case "step.attested":
      return say`confirmed ${stepName(lane, event.stepId)}${shown(event)}${sayWords(event.note)}`;
    case "step.chosen":
      return say`chose ${optionName(lane, event)} for ${stepName(lane, event.stepId)}${sayWords(event.note)}`;
    case "step.waived":
      return say`waived ${stepName(lane, event.stepId)}${sayWords(event.reason)}`;
    case "step.reopened":
      return say`reopened ${stepName(lane, event.stepId)}${sayWords(event.reason)}`;
    case "gate.passed": {
      const { stepId, signOffs, treeId } = event.pass;
      const name = stepName(lane, stepId);
      return say`passed the gate of ${name} with the sign-offs of records ${signOffs.join(", ")}, tree ${code(treeId.slice(0, 7))}`;
    }
    case "check.recorded":
      return say`recorded ${itemName(lane, event)} as ${RESULT[event.result]}${shown(event)}${sayWords(event.note)}`;
    case "check.cleared":
      return say`cleared the result of ${itemName(lane, event)}`;
    default:
      return assertNever(event);
  }
}

function shown({ evidence = [] }: { readonly evidence?: readonly Evidence[] | undefined }): string {
  return evidence.length === 0 ? "" : ` with ${countOf(evidence.length, "piece")} of evidence`;
}

/** A step by its title, or by its id where the lane does not have it. */
export function stepName(lane: Lane, stepId: string): Phrase {
  return strong(findStep(lane, stepId)?.title ?? stepId);
}

function optionName(lane: Lane, { stepId, option }: { readonly stepId: string; readonly option: string }): Phrase {
  const step = findStep(lane, stepId);
  const chosen = step?.kind === "choice" ? step.options.find(({ id }) => id === option) : undefined;
  return strong(chosen?.title ?? option);
}

function itemName(lane: Lane, { stepId, itemId }: { readonly stepId: string; readonly itemId: string }): Phrase {
  const step = findStep(lane, stepId);
  const item = step?.kind === "checklist" ? step.items.find(({ id }) => id === itemId) : undefined;
  return strong(item?.text.replace(/\.$/, "") ?? itemId);
}

function findStep(lane: Lane, stepId: string): Step | undefined {
  return lane.steps.find(({ id }) => id === stepId);
}
