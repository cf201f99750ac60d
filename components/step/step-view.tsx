"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { RunAgainButton } from "./run-again-button";
import { StepBody } from "./step-body";
import { StepDecisionNote } from "./step-decision-note";
import { StepHeader } from "./step-header";
import { StepMeta } from "./step-meta";
import { StepRequirements } from "./step-requirements";
import { WaiveButton } from "./waive-button";

/** The step in the middle of the page. */
export function StepView() {
  const { shown } = useUpgradeView();
  return (
    <article key={shown.id} aria-labelledby="step-title" className="grid gap-4 [&_.box]:mb-0">
      <header className="grid gap-1">
        <StepHeader step={shown} />
        <StepMeta step={shown} />
        <p className="mt-2 max-w-[72ch]">{shown.summary}</p>
      </header>
      <StepRequirements step={shown} />
      <StepDecisionNote step={shown} />
      <StepBody step={shown} />
      <div className="row wrap empty:hidden">
        <RunAgainButton step={shown} />
        <WaiveButton step={shown} />
      </div>
    </article>
  );
}
