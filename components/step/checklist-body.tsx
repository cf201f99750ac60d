"use client";

import { CheckItemCard } from "@/components/checklist/check-item-card";
import { ChecklistProgress } from "@/components/checklist/checklist-progress";
import { WhoMayAnswer } from "@/components/checklist/who-may-answer";
import { Box } from "@/components/ui/box";
import { ButtonLink } from "@/components/ui/button-link";
import { checklistPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { ServedApp } from "./served-app";
import type { StepOf } from "./step-kinds";

export type ChecklistBodyProps = { step: StepOf<"checklist"> };

/** The lines of a checklist with their answers; QA has the same on a page made for a phone. */
export function ChecklistBody({ step }: ChecklistBodyProps) {
  const { upgrade } = useUpgradeView();
  const isQa = step.audience === "qa";
  return (
    <>
      {isQa && <ServedApp />}
      <Box
        title="Checks"
        end={
          isQa && (
            <ButtonLink size="sm" href={checklistPath(upgrade.id)}>
              Open on a page of its own
            </ButtonLink>
          )
        }
      >
        <div className="grid gap-2 border-line border-b p-3">
          <ChecklistProgress steps={[step]} />
          <WhoMayAnswer step={step} />
        </div>
        {step.items.map((item, index) => (
          <CheckItemCard key={item.id} step={step} item={item} position={index + 1} />
        ))}
      </Box>
    </>
  );
}
