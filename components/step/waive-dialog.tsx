"use client";

import type { Step } from "@/lib/core/lane/lane";
import { ReasonDialog } from "./reason-dialog";

export type WaiveDialogProps = { step: Step; open: boolean; onClose: () => void };

export function WaiveDialog({ step, open, onClose }: WaiveDialogProps) {
  return (
    <ReasonDialog
      open={open}
      onClose={onClose}
      text={{
        title: `Waive “${step.title}”?`,
        description: "The step is passed over under your name. It is never shown as done.",
        label: "Why it is waived",
        hint: "Say what was done instead, or why nothing has to be.",
        confirm: "Waive step",
      }}
      command={(reason) => ({ type: "waive", stepId: step.id, reason })}
    />
  );
}
