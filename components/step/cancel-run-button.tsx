"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { isActive } from "@/lib/core/upgrade/upgrade";
import { InlineRefusal } from "./inline-refusal";

export type CancelRunButtonProps = { step: Step };

/** Ends what runs for this step, a snapshot included. */
export function CancelRunButton({ step }: CancelRunButtonProps) {
  const { upgrade, stops } = useUpgradeView();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const attempt = upgrade.attempts.find((candidate) => isActive(candidate) && candidate.job.stepId === step.id);
  const close = () => {
    act.closeRefusal();
    setOpen(false);
  };
  if (!attempt) return null;
  return (
    <>
      <Button disabledReason={attempt.cancelRequested ? "The agent was asked to end it." : stops.cancel()?.reason} onClick={() => setOpen(true)}>
        Cancel run…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={(next) => next || close()}
        title={`Cancel the run of “${step.title}”?`}
        description={<span className="mono">{attempt.argv.join(" ")}</span>}
        confirmLabel="Cancel run"
        cancelLabel="Let it run"
        busy={act.busy}
        onConfirm={() => act.send({ type: "cancel", jobId: attempt.job.jobId }, close)}
      >
        <p>The agent ends the program and everything it started. What it has done until then stays done.</p>
        <InlineRefusal refusal={act.refusal} />
      </ConfirmDialog>
    </>
  );
}
