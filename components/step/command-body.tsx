"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { listAttempts } from "@/lib/core/upgrade/upgrade";
import { Attempts } from "./attempts";
import { CommandLine } from "./command-line";
import { GateState } from "./gate-state";
import { RunControls } from "./run-controls";
import type { StepOf } from "./step-kinds";
import { UndoBox } from "./undo-box";

export type CommandBodyProps = { step: StepOf<"command"> };

export function CommandBody({ step }: CommandBodyProps) {
  const { upgrade, statusOf } = useUpgradeView();
  const status = statusOf(step);
  const hasRun = listAttempts(upgrade, step.id).length > 0;
  const mayStart = !upgrade.ending && !["running", "na", "done", "skipped", "waived"].includes(status);
  return (
    <>
      <CommandLine step={step} argv={step.command} />
      {step.gated && mayStart && <GateState />}
      <RunControls step={step} />
      {hasRun && <Attempts step={step} />}
      {step.pointOfNoReturn && status !== "na" && <UndoBox />}
    </>
  );
}
