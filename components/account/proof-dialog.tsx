"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { whyNoPasskeys } from "@/lib/browser/passkeys";
import { useMe } from "@/lib/browser/providers";
import { type GivenProof, prove, usePasskeys } from "@/lib/browser/queries/passkeys";
import { type BrowserRefusal, onProofNeeded } from "@/lib/browser/send";

/** Comes up where the dashboard wants to know that it is still me; what was asked for goes on by itself afterwards. */
export function ProofDialog() {
  const [settle, setSettle] = useState<((proved: boolean) => void) | null>(null);
  const waiting = useRef<Promise<boolean> | null>(null);

  useEffect(
    () =>
      onProofNeeded(() => {
        // Two requests at once ask once.
        waiting.current ??= new Promise<boolean>((resolve) => setSettle(() => resolve)).finally(() => {
          waiting.current = null;
          setSettle(null);
        });
        return waiting.current;
      }),
    [],
  );

  return settle && <ProofForm onDone={settle} />;
}

const FORM = "proof";

function ProofForm({ onDone }: { onDone: (proved: boolean) => void }) {
  const me = useMe();
  const passkeys = usePasskeys();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<BrowserRefusal | null>(null);
  const hasPasskey = (passkeys.data?.passkeys.length ?? 0) > 0 && whyNoPasskeys() === undefined;

  const give = async (proof: GivenProof) => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const proved = await prove(proof);
    setBusy(false);
    if (proved.ok) onDone(true);
    else setRefusal(proved.error);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Forms within a dialog bubble through the page they belong to.
    event.stopPropagation();
    void give({ password });
  };

  return (
    <Dialog
      open
      role="alertdialog"
      onOpenChange={() => onDone(false)}
      title="Is it still you?"
      description="It has been a while since you signed in. Prove it once, and what you asked for goes on; nothing you wrote is lost."
      actions={
        <>
          <Button variant="quiet" keys="Escape" onClick={() => onDone(false)}>
            Cancel
          </Button>
          <span className="grow" />
          {hasPasskey && (
            <Button busy={busy} onClick={() => void give("passkey")}>
              Use a passkey
            </Button>
          )}
          <Button type="submit" form={FORM} variant="primary" busy={busy} disabledReason={password === "" && "Type your password"}>
            Go on
          </Button>
        </>
      }
    >
      <form id={FORM} className="dialog-form" onSubmit={submit} noValidate>
        <input type="hidden" autoComplete="username" value={me.email} readOnly />
        <Field label={`Password of ${me.email}`}>
          <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <InlineRefusal refusal={refusal} />
      </form>
    </Dialog>
  );
}
