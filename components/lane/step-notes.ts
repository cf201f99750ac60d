import type { Lane, Step } from "@/lib/core/lane/lane";

/** What holds for a step beside what it does: conditions, the gate, what cannot be passed over. */
export function describeConditions(step: Step, lane: Lane): readonly string[] {
  const notes: string[] = [];
  if (step.requires.length > 0) notes.push(`After: ${step.requires.map((id) => titleOf(lane, id)).join(", ")}`);
  if (step.when) notes.push(`Only when ${titleOf(lane, step.when.step)} is answered with ${optionOf(lane, step.when)}`);
  if (!step.waivable) notes.push("Cannot be waived");
  if (step.optional) notes.push("Does not hold up the end of the upgrade");
  if ("timeoutMs" in step) notes.push(`Time limit ${describeLimit(step.timeoutMs)}`);
  if (step.kind === "command" && step.snapshotAfter) notes.push("A snapshot follows by itself");
  if (step.kind === "command" && step.needsFiles.length > 0) notes.push(`Needs ${step.needsFiles.join(", ")} in the checkout`);
  return notes;
}

function titleOf({ steps }: Lane, stepId: string): string {
  return steps.find(({ id }) => id === stepId)?.title ?? stepId;
}

function optionOf({ steps }: Lane, { step: stepId, option }: { readonly step: string; readonly option: string }): string {
  const step = steps.find(({ id }) => id === stepId);
  const title = step?.kind === "choice" ? step.options.find(({ id }) => id === option)?.title : undefined;
  return `“${title ?? option}”`;
}

function describeLimit(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
}
