"use client";

import { useState } from "react";
import { ActRefusal } from "@/components/step/act-refusal";
import { ReasonDialog } from "@/components/step/reason-dialog";
import type { StepOf } from "@/components/step/step-kinds";
import { toRefs } from "@/components/evidence/to-refs";
import { Button } from "@/components/ui/button";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { CheckItem } from "@/lib/core/lane/lane";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";
import { CheckEvidenceDialog } from "./check-evidence-dialog";
import { VERDICT_TEXT } from "./check-text";
import { VerdictButtons } from "./verdict-buttons";

export type CheckControlsProps = {
  step: StepOf<"checklist">;
  item: CheckItem;
  result: CheckResult | undefined;
  titleId: string;
};

/** The three answers: a pass is recorded at once, the others ask for a note first. */
export function CheckControls({ step, item, result, titleId }: CheckControlsProps) {
  const { upgrade, stops } = useUpgradeView();
  const act = useAct();
  const [asked, setAsked] = useState<CheckResult["result"] | null>(null);
  const [isAdding, setAdding] = useState(false);
  const at = { stepId: step.id, itemId: item.id };
  // Why nothing can be answered stands once, above the lines.
  if (upgrade.ending || stops.check(step, item.id)) return null;

  const answer = (verdict: CheckResult["result"]) => {
    if (verdict === "pass") act.send({ type: "check", ...at, result: "pass", note: "", evidence: toRefs(result?.evidence) });
    else setAsked(verdict);
  };
  const text = asked && VERDICT_TEXT[asked];

  return (
    <>
      <ActRefusal act={act} title="The answer was not recorded" />
      <VerdictButtons labelledBy={titleId} chosen={result?.result} busy={act.busy} onAnswer={answer} />
      {result && (
        <div className="row wrap">
          <Button variant="quiet" icon="comment" onClick={() => setAsked(result.result)}>
            {result.note === "" ? "Add a note" : "Change the note"}
          </Button>
          <Button variant="quiet" icon="plus" onClick={() => setAdding(true)}>
            Add evidence
          </Button>
          <Button variant="quiet" busy={act.busy} onClick={() => act.send({ type: "clear-check", ...at })}>
            Undo
          </Button>
        </div>
      )}
      {isAdding && result && <CheckEvidenceDialog at={at} result={result} about={item.text} onClose={() => setAdding(false)} />}
      {asked && text && (
        <ReasonDialog
          open
          onClose={() => setAsked(null)}
          text={{ title: text.word, description: item.text, label: text.ask, confirm: text.confirm }}
          command={(note) => ({ type: "check", ...at, result: asked, note, evidence: toRefs(result?.evidence) })}
          options={{ optional: asked === "pass", initial: result?.result === asked ? result.note : "" }}
        />
      )}
    </>
  );
}
