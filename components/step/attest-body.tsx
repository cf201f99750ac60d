"use client";

import { type FormEvent, useState } from "react";
import { EvidenceList } from "@/components/evidence/evidence-list";
import { EvidencePicker } from "@/components/evidence/evidence-picker";
import { toRefs } from "@/components/evidence/to-refs";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Evidence } from "@/lib/core/evidence/evidence";
import { ActRefusal } from "./act-refusal";
import type { StepOf } from "./step-kinds";
import { useStepTurn } from "./use-step-turn";

export type AttestBodyProps = { step: StepOf<"attest"> };

/** The sentence a person puts their name to. */
export function AttestBody({ step }: AttestBodyProps) {
  const { upgrade, stops } = useUpgradeView();
  const { variant, pin } = useStepTurn(step);
  const act = useAct();
  const [note, setNote] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const [evidence, setEvidence] = useState<readonly Evidence[]>([]);
  const isRequired = step.note === "required";

  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (isRequired && note.trim() === "") return setIsMissing(true);
    pin();
    act.send({ type: "attest", stepId: step.id, note, evidence: toRefs(evidence) });
  };

  if (upgrade.decisions[step.id] || upgrade.ending) {
    const decision = upgrade.decisions[step.id];
    return (
      <>
        <blockquote className="q2 border-line-2 border-l-2 pl-3">{step.statement}</blockquote>
        {decision?.type === "attested" && <EvidenceList evidence={decision.evidence} />}
      </>
    );
  }
  return (
    <>
      <ActRefusal act={act} title={`“${step.title}” was not confirmed`} />
      <Box title="Statement" padded>
        <form className="grid gap-3" onSubmit={confirm} noValidate>
          <blockquote className="strong text-14">{step.statement}</blockquote>
          <Field
            label={`${step.noteLabel}${isRequired ? "" : " (optional)"}`}
            error={isMissing && note.trim() === "" && "This is asked for here; it becomes part of the record."}
          >
            <Textarea value={note} maxLength={4_000} aria-required={isRequired} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <EvidencePicker upgradeId={upgrade.id} about={step.title} evidence={evidence} onChange={setEvidence} />
          <div>
            <Button type="submit" variant={variant} busy={act.busy} disabledReason={stops.attest(step)?.reason}>
              Confirm
            </Button>
          </div>
        </form>
      </Box>
    </>
  );
}
