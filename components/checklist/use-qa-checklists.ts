"use client";

import type { StepOf } from "@/components/step/step-kinds";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

/** The checklists of the lane that QA is asked for. */
export function useQaChecklists(): readonly StepOf<"checklist">[] {
  const { upgrade } = useUpgradeView();
  return upgrade.lane.steps.filter((step) => step.kind === "checklist").filter(({ audience, optional }) => audience === "qa" && !optional);
}
