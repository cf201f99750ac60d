"use client";

import type { ReactNode } from "react";
import { Elapsed } from "@/components/ui/elapsed";
import { StatusChip } from "@/components/ui/status";
import { STATUS_WORD } from "@/components/ui/status-name";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { describeProgress } from "@/lib/core/upgrade/describe-attempt";
import { type Attempt, listAttempts } from "@/lib/core/upgrade/upgrade";

export type StepChipProps = { step: Step };

/** The status of a step with what belongs to it: how long it runs, how it ended, whether it waits for the reader. */
export function StepChip({ step }: StepChipProps) {
  const { upgrade, statusOf, next, isMine } = useUpgradeView();
  const status = statusOf(step);
  const attempt = listAttempts(upgrade, step.id).at(-1);
  const isMyTurn = status === "waiting" && isMine && next.stepId === step.id;
  return (
    <StatusChip s={status}>
      {isMyTurn ? "Waiting for you" : STATUS_WORD[status]}
      {attempt && detailOf(status, attempt)}
    </StatusChip>
  );
}

function detailOf(status: string, attempt: Attempt): ReactNode {
  const { progress } = attempt;
  if (status === "failed" && (progress.status === "ended" || progress.status === "refused")) return `, ${describeProgress(attempt)}`;
  if (status === "running" && (progress.status !== "running" || attempt.cancelRequested)) return `, ${describeProgress(attempt)}`;
  if (progress.status === "running") {
    return (
      <>
        , <Elapsed since={progress.startedAt} />
      </>
    );
  }
  return progress.status === "serving" && `, ${describeProgress(attempt)}`;
}
