"use client";

import { useState } from "react";
import { EvidencePicker } from "@/components/evidence/evidence-picker";
import { toRefs } from "@/components/evidence/to-refs";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";

export type CheckEvidenceDialogProps = {
  at: { readonly stepId: string; readonly itemId: string };
  result: CheckResult;
  about: string;
  onClose: () => void;
};

/** Adds pictures and texts to an answer; it is recorded again with them. */
export function CheckEvidenceDialog({ at, result, about, onClose }: CheckEvidenceDialogProps) {
  const { upgrade } = useUpgradeView();
  const act = useAct();
  const [evidence, setEvidence] = useState(result.evidence);
  const record = () => act.send({ type: "check", ...at, result: result.result, note: result.note, evidence: toRefs(evidence) }, onClose);
  return (
    <ConfirmDialog open onOpenChange={onClose} title="Evidence" description={about} confirmLabel="Record with this evidence" busy={act.busy} onConfirm={record}>
      <EvidencePicker upgradeId={upgrade.id} about={about} evidence={evidence} onChange={setEvidence} />
      <InlineRefusal refusal={act.refusal} />
    </ConfirmDialog>
  );
}
