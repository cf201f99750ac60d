"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Textarea } from "@/components/ui/textarea";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { InlineRefusal } from "./inline-refusal";
import type { StepOf } from "./step-kinds";
import { useStepTurn } from "./use-step-turn";

export type ByHandFormProps = { step: StepOf<"edit"> };

/** For an edit that somebody made in the checkout themselves. */
export function ByHandForm({ step }: ByHandFormProps) {
  const { stops } = useUpgradeView();
  const { pin } = useStepTurn(step);
  const act = useAct();
  const [note, setNote] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const isPasskeys = step.edit.type === "passkeys";

  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === "") return setIsMissing(true);
    pin();
    act.send({ type: "attest", stepId: step.id, note });
  };

  return (
    <details className="box group">
      <summary className="box-h cursor-pointer">
        <Icon name="chevron-right" size={14} className="group-open:rotate-90" />
        {isPasskeys ? "I have set them by hand" : "I have made this edit by hand"}
      </summary>
      <form className="box-b grid gap-3" onSubmit={confirm} noValidate>
        <p className="q2">The agent changes nothing then. The next snapshot shows what is in the checkout.</p>
        <Field
          label={isPasskeys ? "What was set, and where" : "What was changed, and where"}
          error={isMissing && note.trim() === "" && "Say what was done; it becomes part of the record."}
        >
          <Textarea value={note} maxLength={4_000} aria-required onChange={(event) => setNote(event.target.value)} />
        </Field>
        <InlineRefusal refusal={act.refusal} />
        <div>
          <Button type="submit" busy={act.busy} disabledReason={stops.attest(step)?.reason}>
            Confirm that it was done by hand
          </Button>
        </div>
      </form>
    </details>
  );
}
