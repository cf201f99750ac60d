"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { InlineRefusal } from "./inline-refusal";

export type SnapshotDialogProps = { open: boolean; onClose: () => void };

/** Asks before a snapshot is taken: it may outdate sign-offs. */
export function SnapshotDialog({ open, onClose }: SnapshotDialogProps) {
  const act = useAct();
  const close = () => {
    act.closeRefusal();
    onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || close()}
      title="Take a snapshot?"
      description="The agent reads the checkout as it is now. Nothing is run."
      confirmLabel="Take a snapshot"
      busy={act.busy}
      onConfirm={() => act.send({ type: "take-snapshot" }, close)}
    >
      <p>Sign-offs of buckets whose hunks differ become outdated; the others stay current.</p>
      <InlineRefusal refusal={act.refusal} />
    </ConfirmDialog>
  );
}
