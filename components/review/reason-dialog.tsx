"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { Field } from "@/components/ui/field";
import { Refusal } from "@/components/ui/refusal";
import { Textarea } from "@/components/ui/textarea";
import { useCommand } from "@/lib/browser/queries/upgrade";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { useReview } from "./review-context";

export type ReasonDialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode | undefined;
  /** What happens, as a verb. */
  confirmLabel: string;
  hint?: string | undefined;
  /** Withdrawing may go without words. */
  isOptional?: boolean | undefined;
  /** Already written elsewhere. */
  initialReason?: string | undefined;
  /** What else is wrong with the answer. */
  problem?: string | undefined;
  children?: ReactNode | undefined;
  command: (reason: string) => UpgradeCommandInput;
  onSent?: (() => void) | undefined;
};

/** Asks for a reason and sends a command with it; a refusal stays in the dialog until it is closed. */
export function ReasonDialog(props: ReasonDialogProps) {
  // What was typed goes with the dialog, so that the next one starts empty.
  return props.open ? <OpenReasonDialog {...props} /> : null;
}

function OpenReasonDialog(props: ReasonDialogProps) {
  const { onClose, title, description, confirmLabel, hint, isOptional = false, initialReason = "", problem, children, command, onSent } = props;
  const { upgrade } = useReview();
  const { mutate, isPending, refusal, reset } = useCommand(upgrade.id);
  const [reason, setReason] = useState(initialReason);
  const formId = useId();
  const missing = problem ?? (!isOptional && reason.trim() === "" ? "Write the reason first." : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing || isPending) return;
    mutate(command(reason.trim()), {
      onSuccess: () => {
        onSent?.();
        onClose();
      },
    });
  };

  return (
    <Dialog
      open
      onOpenChange={(next) => next || onClose()}
      role="alertdialog"
      title={title}
      description={description}
      actions={
        <DialogButtons form={formId} onCancel={onClose} busy={isPending} disabledReason={missing}>
          {confirmLabel}
        </DialogButtons>
      }
    >
      <form id={formId} className="dialog-form" onSubmit={submit}>
        {refusal && (
          <Refusal
            title="Nothing was changed"
            description={refusal.message}
            points={refusal.details.map((what) => ({ status: "failed", what }))}
            code={refusal.code}
            onClose={reset}
          />
        )}
        {children}
        <Field label={isOptional ? "Reason, if you like" : "Reason"} hint={hint}>
          <Textarea value={reason} maxLength={4_000} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
