import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { Lane, Step, StepKind } from "@/lib/core/lane/lane";
import { StepBody } from "./step-body";
import { describeConditions } from "./step-notes";

const KIND_WORD: Record<StepKind, string> = {
  attest: "A person confirms",
  command: "Command",
  git: "Git",
  edit: "Edit",
  choice: "Choice",
  review: "Review",
  checklist: "Checklist",
  serve: "Serves the app",
  inspect: "Inspection",
};

export type LaneStepProps = { step: Step; number: number; lane: Lane };

/** One step as the guide's reader needs it. */
export function LaneStep({ step, number, lane }: LaneStepProps) {
  const conditions = describeConditions(step, lane);
  return (
    <li id={`step-${step.id}`} className="grid gap-2 border-b border-line px-3.5 py-3 last:border-b-0 sm:grid-cols-[2rem_minmax(0,1fr)]">
      <span className="num q text-right max-sm:hidden">{number}</span>
      <div className="grid gap-2">
        <div className="row wrap">
          <h3>{step.title}</h3>
          <Chip>{KIND_WORD[step.kind]}</Chip>
          {step.gated && <Chip icon="lock">Behind the gate</Chip>}
          {step.pointOfNoReturn && <Flag tone="loss">No way back with git</Flag>}
        </div>
        <p className="q2 max-w-[75ch]">{step.summary}</p>
        <StepBody step={step} />
        {conditions.length > 0 && <p className="small q">{conditions.join(". ")}.</p>}
      </div>
    </li>
  );
}
