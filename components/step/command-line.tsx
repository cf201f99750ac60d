import { CodeLine } from "@/components/ui/code-line";
import { describeOrigin } from "./run-ways";
import type { StepOf } from "./step-kinds";

export type CommandLineProps = { step: StepOf<"command" | "serve">; argv: readonly string[] };

/** What runs, beside what the guide prints, and what it finds in its environment. */
export function CommandLine({ step, argv }: CommandLineProps) {
  const environment = Object.entries(step.environment).map(([name, value]) => `${name}=${value}`);
  const needs = step.kind === "command" ? step.needsFiles : [];
  return (
    <div className="grid gap-1">
      <CodeLine command={argv.join(" ")} note={describeOrigin(step, argv)} />
      {environment.length > 0 && (
        <p className="small q2">
          With <code>{environment.join(" ")}</code> in its environment.
        </p>
      )}
      {needs.length > 0 && (
        <p className="small q2">
          Needs <code>{needs.join(", ")}</code> in the checkout.
        </p>
      )}
    </div>
  );
}
