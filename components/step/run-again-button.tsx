"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { listAttempts } from "@/lib/core/upgrade/upgrade";
import { RunDialog } from "./run-dialog";
import { findWays } from "./run-ways";

export type RunAgainButtonProps = { step: Step };

/** Runs once more what ended well, as a new attempt; after trouble that is offered with the attempt. */
export function RunAgainButton({ step }: RunAgainButtonProps) {
  const { upgrade, statusOf, stops } = useUpgradeView();
  const [open, setOpen] = useState(false);
  const hasEndedWell = ["done", "skipped"].includes(statusOf(step)) && listAttempts(upgrade, step.id).at(-1)?.progress.status === "ended";
  const way = findWays(upgrade, step)?.[0];
  if (!hasEndedWell || !way || upgrade.ending) return null;
  return (
    <>
      <Button variant="quiet" disabledReason={stops.run(step)?.reason} onClick={() => setOpen(true)}>
        Run again…
      </Button>
      <RunDialog step={step} way={way} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
