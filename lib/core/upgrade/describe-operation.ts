import type { Step } from "@/lib/core/lane/lane";

/** What the agent will do for a step that is no command of the guide, in a sentence. */
export function describeOperation(step: Extract<Step, { kind: "git" | "edit" | "inspect" }>): string {
  switch (step.kind) {
    case "git":
      return describeGit(step.operation);
    case "edit":
      return step.edit.type === "dependency"
        ? `Sets the requirement of ${step.edit.package} in mix.exs to ${step.edit.requirement}. No other line changes.`
        : "Writes the eight passkey settings into config/config.exs.";
    case "inspect":
      return step.subject === "posture"
        ? "Reads the locked version, the requirement and the schema version from the checkout. Nothing is changed."
        : "Compares the newest snapshot with what the guide promises. Nothing is run.";
  }
}

function describeGit(operation: Extract<Step, { kind: "git" }>["operation"]): string {
  switch (operation.type) {
    case "branch":
      return `Creates the branch ${operation.branch} at the current commit and switches to it. No file changes.`;
    case "clean-tree":
      return "Asks git whether anything is uncommitted, untracked files included. Nothing is changed.";
    case "anchor":
      return "Notes the current commit, its tree and the locked version. Nothing is changed.";
    case "commit":
      return `Commits ${joinPaths(operation.paths)} with the message "${operation.message}", under your name.`;
  }
}

function joinPaths(paths: readonly string[]): string {
  if (paths.includes(".")) return "everything that differs";
  return paths.length < 2 ? paths.join("") : `${paths.slice(0, -1).join(", ")} and ${paths.at(-1)}`;
}
