"use client";

import { useState } from "react";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAddPasskey, useRemovePasskey, useRenamePasskey } from "@/lib/browser/queries/passkeys";
import type { BrowserRefusal } from "@/lib/browser/send";

type PasskeyDialogProps = { id: string; name: string; onClose: () => void };

/** Names a new passkey; the browser then asks for the fingerprint, face or PIN. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { mutate, isPending, refusal } = useAddPasskey();
  return (
    <NameDialog
      title="Add a passkey"
      description="Your browser asks next. The key stays on the device or in its password manager."
      confirm="Make the passkey"
      initial=""
      busy={isPending}
      refusal={refusal}
      onClose={onClose}
      onName={(name) => mutate(name, { onSuccess: onClose })}
    />
  );
}

export function RenamePasskeyDialog({ id, name, onClose }: PasskeyDialogProps) {
  const { mutate, isPending, refusal } = useRenamePasskey();
  return (
    <NameDialog
      title={`Rename “${name}”`}
      description="The name is for you alone."
      confirm="Rename"
      initial={name}
      busy={isPending}
      refusal={refusal}
      onClose={onClose}
      onName={(next) => mutate({ id, name: next }, { onSuccess: onClose })}
    />
  );
}

export function RemovePasskeyDialog({ id, name, onClose }: PasskeyDialogProps) {
  const { mutate, isPending, refusal } = useRemovePasskey();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove “${name}”?`}
      description="It no longer signs you in here. Your password still does."
      confirmLabel="Remove the passkey"
      busy={isPending}
      onConfirm={() => mutate(id, { onSuccess: onClose })}
    >
      <InlineRefusal refusal={refusal} />
    </ConfirmDialog>
  );
}

type NameDialogProps = {
  title: string;
  description: string;
  confirm: string;
  initial: string;
  busy: boolean;
  refusal: BrowserRefusal | null;
  onClose: () => void;
  onName: (name: string) => void;
};

function NameDialog({ title, description, confirm, initial, busy, refusal, onClose, onName }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [isMissing, setMissing] = useState(false);
  const take = () => {
    if (name.trim() === "") setMissing(true);
    else onName(name.trim());
  };
  return (
    <ConfirmDialog open onOpenChange={onClose} title={title} description={description} confirmLabel={confirm} busy={busy} onConfirm={take}>
      <Field label="Name" hint="Such as “Laptop” or “Blue security key”" error={isMissing && name.trim() === "" && "Give it a name"}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <InlineRefusal refusal={refusal} />
    </ConfirmDialog>
  );
}
