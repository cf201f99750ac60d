import type { JobAction, PasskeySettings } from "@/lib/contract/agent-api";
import { findCommand } from "@/lib/core/lane/find-command";
import type { Argv, Step } from "@/lib/core/lane/lane";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import type { Upgrade } from "../upgrade";

export type RunnableStep = Extract<Step, { kind: "command" | "serve" | "git" | "edit" | "inspect" }>;
export type RunInput = {
  readonly alternative: string | null;
  readonly passkeys: PasskeySettings | null;
};

/** What the agent is asked to do for a step, and the argv that is shown and put into a gate pass. */
export function toJobAction(upgrade: Upgrade, step: RunnableStep, person: Person, input: RunInput): Result<{ action: JobAction; argv: Argv }, Refusal> {
  const { lane, laneDigest } = upgrade;
  switch (step.kind) {
    case "command":
    case "serve": {
      const overrides = Object.fromEntries(Object.entries(upgrade.overrides).map(([stepId, argv]) => [`${lane.id}/${stepId}`, argv]));
      const found = findCommand(lane, step.id, input.alternative, overrides);
      if (!found.ok) return refuse("bad-input", `Expected a declared way to run this step: ${found.message}.`);
      const base = { laneId: lane.id, laneDigest, stepId: step.id };
      const action: JobAction = step.kind === "serve" ? { type: "serve", ...base } : { type: "command", ...base, alternative: input.alternative };
      return ok({ action, argv: found.argv });
    }
    case "git":
      return ok({ action: toGitAction(step, person), argv: ["git", step.operation.type] });
    case "edit":
      return toEditAction(step, input);
    case "inspect":
      if (step.subject === "posture") return ok({ action: { type: "posture", package: lane.library }, argv: ["inspect", "posture"] });
      return refuse("wrong-kind", `"${step.title}" is answered by the newest snapshot; take one.`);
  }
}

function toGitAction({ operation }: Extract<Step, { kind: "git" }>, { name, email }: Person): JobAction {
  switch (operation.type) {
    case "branch":
      return { type: "branch", branch: operation.branch };
    case "clean-tree":
      return { type: "clean-tree" };
    case "anchor":
      return { type: "anchor" };
    case "commit":
      return { type: "commit", message: operation.message, paths: [...operation.paths], author: { name, email } };
  }
}

function toEditAction(step: Extract<Step, { kind: "edit" }>, { passkeys }: RunInput): Result<{ action: JobAction; argv: Argv }, Refusal> {
  if (step.edit.type === "dependency") {
    const { package: name, requirement } = step.edit;
    return ok({ action: { type: "set-dependency", package: name, requirement }, argv: ["edit", "mix.exs", name, requirement] });
  }
  if (!passkeys) return refuse("bad-input", "Expected the eight passkey settings, got none.");
  return ok({ action: { type: "set-passkeys", settings: passkeys }, argv: ["edit", "config/config.exs", "passkeys"] });
}
