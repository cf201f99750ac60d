"use client";

import { useCommands } from "@/components/shell/use-commands";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import { showStep } from "@/lib/browser/upgrade/show-step";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";

/** Offers every step of the lane in the palette. */
export function useStepCommands({ id: upgradeId, lane }: Upgrade): void {
  useCommands([
    {
      title: `Steps of lane ${lane.shortTitle}`,
      commands: lane.steps.map(({ id, title }) => ({ label: title, keywords: [id], onSelect: () => showStep(upgradePath(upgradeId, id)) })),
    },
  ]);
}
