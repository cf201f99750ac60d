"use client";

import { Box } from "@/components/ui/box";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeOperation } from "@/lib/core/upgrade/describe-operation";
import { Attempts } from "./attempts";
import { ByHandForm } from "./by-hand-form";
import { PostureExpected } from "./posture-expected";
import { RunControls } from "./run-controls";
import type { StepOf } from "./step-kinds";

export type OperationBodyProps = { step: StepOf<"git" | "edit" | "inspect"> };

/** What the agent itself does in the checkout: git, the requirement, a look at the versions. */
export function OperationBody({ step }: OperationBodyProps) {
  const { upgrade, statusOf } = useUpgradeView();
  const isOpen = !upgrade.ending && !["done", "na", "running"].includes(statusOf(step));
  return (
    <>
      <Box title="What will be done" padded>
        <p>{describeOperation(step)}</p>
        {step.kind === "inspect" && <PostureExpected />}
      </Box>
      <RunControls step={step} />
      <Attempts step={step} />
      {step.kind === "edit" && isOpen && <ByHandForm step={step} />}
    </>
  );
}
