"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { ReasonDialog } from "./reason-dialog";

export type TakeBackButtonProps = { step: Step };

/** Takes back a confirmation, a choice or a waiver: the step is open again. */
export function TakeBackButton({ step }: TakeBackButtonProps) {
  const { upgrade, stops } = useUpgradeView();
  const [open, setOpen] = useState(false);
  if (!upgrade.decisions[step.id] || upgrade.ending) return null;
  return (
    <>
      <Button disabledReason={stops.reopen(step)?.reason} onClick={() => setOpen(true)}>
        Take back…
      </Button>
      <ReasonDialog
        open={open}
        onClose={() => setOpen(false)}
        text={{
          title: `Take back “${step.title}”?`,
          description: "The step is open again. What was said stays in the record.",
          label: "Why it is taken back (optional)",
          confirm: "Take back",
        }}
        command={(reason) => ({ type: "reopen", stepId: step.id, reason })}
        options={{ optional: true }}
      />
    </>
  );
}
