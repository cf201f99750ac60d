"use client";

import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { describeActor } from "@/lib/core/people/person";

export type StepDecisionNoteProps = { step: Step };

/** Who confirmed or waived the step, when, and in which words. */
export function StepDecisionNote({ step }: StepDecisionNoteProps) {
  const { upgrade } = useUpgradeView();
  const decision = upgrade.decisions[step.id];
  if (!decision || decision.type === "chosen") return null;
  const isWaived = decision.type === "waived";
  const words = isWaived ? decision.reason : decision.note;
  const what = isWaived ? "Waived, not done" : step.kind === "edit" ? "Done by hand" : "Confirmed";
  return (
    <Note status={isWaived ? "waived" : "done"}>
      <p>
        <b className="semi">{what}</b>: {describeActor(decision.by)}, <Time at={decision.at} />.
      </p>
      {words !== "" && <p className="q2 mt-1 whitespace-pre-wrap">“{words}”</p>}
    </Note>
  );
}
