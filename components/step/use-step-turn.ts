"use client";

import { upgradePath } from "@/lib/browser/upgrade/paths";
import { pinStep } from "@/lib/browser/upgrade/show-step";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";

/**
 * How a step's main button looks: filled when the step is the one next action and it is up to the reader, so
 * that there is one filled button on the screen. `pin` keeps the step shown once the upgrade moves on.
 */
export function useStepTurn(step: Step): { readonly variant: "primary" | "default"; readonly pin: () => void } {
  const { upgrade, next, isMine } = useUpgradeView();
  return {
    variant: isMine && next.stepId === step.id ? "primary" : "default",
    pin: () => pinStep(upgradePath(upgrade.id, step.id)),
  };
}
