"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { STATUS_WORD } from "@/components/ui/status-name";
import { CancelRunButton } from "./cancel-run-button";
import { StepChip } from "./step-chip";
import { TakeBackButton } from "./take-back-button";

export type StepHeaderProps = { step: Step };

export function StepHeader({ step }: StepHeaderProps) {
  const { statusOf } = useUpgradeView();
  return (
    <div className="row wrap">
      <h1 id="step-title">{step.title}</h1>
      <StepChip step={step} />
      <p className="vh" role="status">
        {step.title}: {STATUS_WORD[statusOf(step)]}
      </p>
      <span className="end row wrap">
        <CancelRunButton step={step} />
        <TakeBackButton step={step} />
      </span>
    </div>
  );
}
