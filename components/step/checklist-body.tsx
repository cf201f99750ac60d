"use client";

import { CheckItemCard } from "@/components/checklist/check-item-card";
import { ChecklistProgress } from "@/components/checklist/checklist-progress";
import { Box } from "@/components/ui/box";
import { ButtonLink } from "@/components/ui/button-link";
import { checklistPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { ServedApp } from "./served-app";
import type { StepOf } from "./step-kinds";
import { useStepTurn } from "./use-step-turn";

export type ChecklistBodyProps = { step: StepOf<"checklist"> };

/** The lines of a checklist with their answers; QA has the same on a page made for a phone. */
export function ChecklistBody({ step }: ChecklistBodyProps) {
  const { upgrade } = useUpgradeView();
  const { variant } = useStepTurn(step);
  const isQa = step.audience === "qa";
  return (
    <>
      {isQa && <ServedApp />}
      <Box
        title="Checks"
        end={
          isQa && (
            <ButtonLink size="sm" variant={variant} href={checklistPath(upgrade.id)}>
              Open on a page of its own
            </ButtonLink>
          )
        }
      >
        <div className="border-line border-b p-3">
          <ChecklistProgress steps={[step]} />
        </div>
        {step.items.map((item, index) => (
          <CheckItemCard key={item.id} step={step} item={item} position={index + 1} />
        ))}
      </Box>
    </>
  );
}
