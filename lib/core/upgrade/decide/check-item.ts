import { toActor, type Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import type { Evidence } from "@/lib/core/evidence/evidence";
import type { CheckItem } from "@/lib/core/lane/lane";
import { refuse, type Refusal } from "../refusal";
import { listUnsettled } from "../step-status";
import type { CheckResult, Upgrade } from "../upgrade";
import { requireStep, type Decision } from "./decision";

type ItemRef = { readonly stepId: string; readonly itemId: string };

/** Records the result of one checklist line; a later one replaces it. */
export function decideCheck(
  upgrade: Upgrade,
  person: Person,
  input: ItemRef & { readonly result: CheckResult["result"]; readonly note: string; readonly evidence?: readonly Evidence[] },
): Decision {
  const item = requireItem(upgrade, input);
  if (!item.ok) return item;
  if (input.result !== "pass" && input.note.trim() === "") {
    return refuse("reason-missing", input.result === "fail" ? "Say what you saw instead." : "Say why it does not apply.");
  }
  const { stepId, itemId, result, note, evidence = [] } = input;
  return ok([
    { actor: toActor(person), event: { type: "check.recorded", stepId, itemId, result, note: note.trim(), ...(evidence.length > 0 ? { evidence } : {}) } },
  ]);
}

/** Takes a result back: not tested again. */
export function decideClearCheck(upgrade: Upgrade, person: Person, input: ItemRef): Decision {
  const item = requireItem(upgrade, input);
  if (!item.ok) return item;
  const { stepId, itemId } = input;
  const recorded = upgrade.checks.some((check) => check.stepId === stepId && check.itemId === itemId);
  return recorded ? ok([{ actor: toActor(person), event: { type: "check.cleared", stepId, itemId } }]) : ok([]);
}

function requireItem(upgrade: Upgrade, { stepId, itemId }: ItemRef): Result<CheckItem, Refusal> {
  const found = requireStep(upgrade, stepId, ["checklist"]);
  if (!found.ok) return found;
  const step = found.value;
  const item = step.items.find(({ id }) => id === itemId);
  if (!item) return refuse("unknown-item", `"${step.title}" has no item "${itemId}".`);
  const open = step.optional ? [] : listUnsettled(upgrade, step);
  if (open.length > 0)
    return refuse(
      "requirements-open",
      "This checklist comes after steps that are still open.",
      open.map(({ title }) => `${title} is not settled.`),
    );
  return ok(item);
}
