"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { listAttempts } from "@/lib/core/upgrade/upgrade";
import { WaiveDialog } from "./waive-dialog";

export type WaiveButtonProps = { step: Step };

/** Passes over a step on purpose; there only where it would be taken, or where a role is missing. */
export function WaiveButton({ step }: WaiveButtonProps) {
  const { upgrade, stops, statusOf } = useUpgradeView();
  const [open, setOpen] = useState(false);
  const stop = stops.waive(step);
  const isOfferedWithAttempt = ["failed", "interrupted"].includes(statusOf(step)) && listAttempts(upgrade, step.id).length > 0;
  if (isOfferedWithAttempt || step.optional || (stop && stop.code !== "not-allowed") || !step.waivable) return null;
  return (
    <>
      <Button variant="quiet" disabledReason={stop && "Only a tech lead can waive a step."} onClick={() => setOpen(true)}>
        Waive…
      </Button>
      <WaiveDialog step={step} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
