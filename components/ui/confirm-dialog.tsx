"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Dialog } from "./dialog";
import { DialogButtons } from "./dialog-buttons";
import { Field } from "./field";
import { Icon } from "./icon";
import { Input } from "./input";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode | undefined;
  children?: ReactNode | undefined;
  /** What happens, as a verb: "Migrate, no way back but the backup". */
  confirmLabel: ReactNode;
  cancelLabel?: string | undefined;
  /** `danger` where there is no way back. */
  tone?: "default" | "danger" | undefined;
  /** A name that has to be typed before confirming is possible. */
  typedName?: string | undefined;
  typedNameLabel?: string | undefined;
  busy?: boolean | undefined;
  onConfirm: () => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, children, confirmLabel, cancelLabel = "Cancel" } = props;
  const { tone = "default", typedName, typedNameLabel = "Type the name to confirm", busy, onConfirm } = props;
  const formId = useId();
  const [typed, setTyped] = useState("");
  const isNameMissing = typedName !== undefined && typed.trim() !== typedName;

  const changeOpen = (next: boolean) => {
    setTyped("");
    onOpenChange(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isNameMissing && !busy) onConfirm();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      role="alertdialog"
      title={title}
      description={description}
      icon={
        tone === "danger" && (
          <span className="g" data-s="failed">
            <Icon name="triangle" />
          </span>
        )
      }
      actions={
        <DialogButtons
          form={formId}
          onCancel={() => changeOpen(false)}
          cancelLabel={cancelLabel}
          variant={tone === "danger" ? "danger" : "primary"}
          busy={busy}
          disabledReason={isNameMissing && `Type ${typedName} first`}
        >
          {confirmLabel}
        </DialogButtons>
      }
    >
      <form id={formId} className="dialog-form" onSubmit={submit}>
        {children}
        {typedName !== undefined && (
          <Field label={typedNameLabel} hint={<span className="mono">{typedName}</span>}>
            <Input value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
