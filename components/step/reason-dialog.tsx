"use client";

import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useAct } from "@/lib/browser/upgrade/use-act";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { InlineRefusal } from "./inline-refusal";

export type ReasonDialogText = {
  readonly title: string;
  readonly description?: string;
  /** What is asked for: "Why it is waived". */
  readonly label: string;
  readonly hint?: string;
  /** What the button does, as a verb. */
  readonly confirm: string;
};

export type ReasonDialogProps = {
  open: boolean;
  onClose: () => void;
  text: ReasonDialogText;
  command: (reason: string) => UpgradeCommandInput;
  options?: { readonly tone?: "default" | "danger"; readonly optional?: boolean; readonly initial?: string; readonly children?: ReactNode };
};

/** Asks for a reason and sends a command with it. A refusal shows inside, so that what was written is not lost. */
export function ReasonDialog({ open, onClose, text, command, options = {} }: ReasonDialogProps) {
  const act = useAct();
  const [reason, setReason] = useState(options.initial ?? "");
  const [isMissing, setIsMissing] = useState(false);

  const close = () => {
    setReason(options.initial ?? "");
    setIsMissing(false);
    act.closeRefusal();
    onClose();
  };
  const confirm = () => {
    if (reason.trim() === "" && !options.optional) setIsMissing(true);
    else act.send(command(reason), close);
  };

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || close()}
      title={text.title}
      description={text.description}
      confirmLabel={text.confirm}
      tone={options.tone}
      busy={act.busy}
      onConfirm={confirm}
    >
      {options.children}
      <Field label={text.label} hint={text.hint} error={isMissing && reason.trim() === "" && "Write at least a few words; they are part of the record."}>
        <Textarea value={reason} maxLength={4_000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <InlineRefusal refusal={act.refusal} />
    </ConfirmDialog>
  );
}
