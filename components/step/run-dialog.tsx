"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { GateSummary } from "./gate-summary";
import { InlineRefusal } from "./inline-refusal";
import { NoReturnWarning } from "./no-return-warning";
import type { Way } from "./run-ways";
import { useRun } from "./use-run";

export type RunDialogProps = { step: Step; way: Way; open: boolean; onClose: () => void };

/** Asks before a step runs another way than the guide's, or beyond the point of no return. */
export function RunDialog({ step, way, open, onClose }: RunDialogProps) {
  const { upgrade } = useUpgradeView();
  const { act, start } = useRun(step);
  const [reason, setReason] = useState("");
  const [accepted, setAccepted] = useState(false);
  const [wasAsked, setWasAsked] = useState(false);
  const isOther = way.alternative !== null;
  const isIncomplete = isOther && (reason.trim() === "" || (way.accepts !== undefined && !accepted));

  const close = () => {
    setReason("");
    setAccepted(false);
    setWasAsked(false);
    act.closeRefusal();
    onClose();
  };
  const confirm = () => {
    setWasAsked(true);
    if (!isIncomplete) start({ alternative: way.alternative, reason }, close);
  };

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || close()}
      title={titleOf(step, way)}
      description={
        <>
          {upgrade.app.name}, <span className="mono">{way.argv.join(" ")}</span>
        </>
      }
      tone={step.pointOfNoReturn ? "danger" : "default"}
      confirmLabel={step.pointOfNoReturn ? "Run it, no way back but the backup" : "Run"}
      typedName={step.pointOfNoReturn ? upgrade.app.name : undefined}
      typedNameLabel="Type the app name to confirm"
      busy={act.busy}
      onConfirm={confirm}
    >
      {step.pointOfNoReturn && <NoReturnWarning />}
      {isOther && (
        <>
          <p>{way.why}</p>
          <Field label="Why it is run this way" error={wasAsked && reason.trim() === "" && "A reason is needed; it becomes part of the record."}>
            <Textarea value={reason} maxLength={4_000} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </>
      )}
      {way.accepts && (
        <>
          <Checkbox label={way.accepts} checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />
          {wasAsked && !accepted && (
            <p className="err" role="alert">
              Tick this first: it is recorded with the run.
            </p>
          )}
        </>
      )}
      {step.gated && <GateSummary />}
      <InlineRefusal refusal={act.refusal} />
    </ConfirmDialog>
  );
}

function titleOf({ pointOfNoReturn, title }: Step, way: Way): string {
  if (pointOfNoReturn) return "Cross the point of no return?";
  return way.alternative === null ? `Run “${title}” again?` : way.title;
}
