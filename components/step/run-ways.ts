import type { Argv, Step } from "@/lib/core/lane/lane";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { StepOf } from "./step-kinds";

/** One way to run a step. */
export type Way = {
  /** Id of a declared alternative, `override` for the agent's own command, null for the lane's. */
  readonly alternative: string | null;
  readonly title: string;
  readonly argv: Argv;
  readonly why: string;
  /** What a person accepts by taking this way. */
  readonly accepts?: string | undefined;
  readonly needsFiles: readonly string[];
};

/** The lane's own way first, then what the lane or the agent's configuration offers instead. */
export type Ways = readonly [Way, ...Way[]];

/** The ways to run a step; undefined for one that a person settles without the agent, or that needs settings first. */
export function findWays(upgrade: Upgrade, step: Step): Ways | undefined {
  switch (step.kind) {
    case "command":
      return listCommandWays(upgrade, step);
    case "serve":
      return [{ ...laneWay(step), argv: upgrade.overrides[step.id] ?? step.command }];
    case "git":
      return [{ ...laneWay(step), argv: ["git", step.operation.type] }];
    case "edit":
      return step.edit.type === "dependency" ? [{ ...laneWay(step), argv: ["edit", "mix.exs"] }] : undefined;
    case "inspect":
      return step.subject === "posture" ? [{ ...laneWay(step), argv: ["inspect", "posture"] }] : undefined;
    default:
      return undefined;
  }
}

/** How a command relates to what the guide prints. */
export function describeOrigin(step: StepOf<"command" | "serve">, argv: readonly string[]): string {
  return argv.join(" ") === step.guideCommand ? "As the guide says" : `The guide: ${step.guideCommand}`;
}

function listCommandWays({ overrides }: Upgrade, step: StepOf<"command">): Ways {
  const guide: Way = { ...laneWay(step), argv: step.command, needsFiles: step.needsFiles };
  const declared = step.alternatives.map(({ id, command, ...rest }): Way => ({ alternative: id, argv: command, ...rest }));
  const override = overrides[step.id];
  if (!override) return [guide, ...declared];
  return [
    guide,
    ...declared,
    { alternative: "override", title: "The agent's own command", argv: override, why: "Set for this lane in the agent's configuration.", needsFiles: [] },
  ];
}

function laneWay({ title, summary }: Step): Omit<Way, "argv"> {
  return { alternative: null, title, why: summary, needsFiles: [] };
}
