"use client";

import clsx from "clsx";
import { StatusShape } from "@/components/ui/status";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { describeStep } from "@/lib/core/upgrade/describe-step";
import { StepLine } from "./step-line";
import { StepLink } from "./step-link";

export type RailStepProps = {
  step: Step;
  /** Before the step somebody has to turn to, or after it. */
  place: "past" | "current" | "later";
  /** Left out on narrow screens, where only what is open is listed at first. */
  folded: boolean;
};

export function RailStep({ step, place, folded }: RailStepProps) {
  const { upgrade, shown, statusOf } = useUpgradeView();
  const isShown = shown.id === step.id;
  const line = describeStep(upgrade, step);
  return (
    <li className={clsx(folded && !isShown && "past-step", place === "later" && "later")} aria-current={isShown ? "step" : undefined}>
      <StepLink stepId={step.id} className="step" aria-current={isShown ? "step" : undefined}>
        <StatusShape s={statusOf(step)} />
        <span className="t">{step.title}</span>
        {isShort(step.section) && (
          <span className="sec">
            <span className="vh">Section </span>
            {step.section}
          </span>
        )}
        {line && <StepLine line={line} />}
      </StepLink>
    </li>
  );
}

/** Sections with a name instead of a number are named in the step itself; here they would push the title away. */
function isShort(section: string): boolean {
  return section.length <= 4;
}
