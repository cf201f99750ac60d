"use client";

import { useId } from "react";
import { Status, StatusChip } from "@/components/ui/status";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { CheckItem } from "@/lib/core/lane/lane";
import type { StepOf } from "@/components/step/step-kinds";
import { CheckAuthor } from "./check-author";
import { CheckControls } from "./check-controls";
import { CheckNote } from "./check-note";
import { NOT_TESTED, VERDICT_TEXT } from "./check-text";
import { ProbeEvidence } from "./probe-evidence";

export type CheckItemCardProps = { step: StepOf<"checklist">; item: CheckItem; position: number };

/** One line of a checklist: what to look at, what was found, and the answer. */
export function CheckItemCard({ step, item, position }: CheckItemCardProps) {
  const { upgrade } = useUpgradeView();
  const titleId = useId();
  const result = upgrade.checks.find(({ stepId, itemId }) => stepId === step.id && itemId === item.id);
  return (
    <section className="qa-item scroll-mt-40" aria-labelledby={titleId} data-open={result ? undefined : ""}>
      <div className="row">
        <span className="count">
          {position} of {step.items.length}
        </span>
        {result ? (
          <StatusChip s={VERDICT_TEXT[result.result].status}>{VERDICT_TEXT[result.result].word}</StatusChip>
        ) : (
          <Status s={NOT_TESTED.status}>{NOT_TESTED.word}</Status>
        )}
        {result && <CheckAuthor result={result} />}
      </div>
      <h3 id={titleId} tabIndex={-1}>
        {item.text}
      </h3>
      {item.hint !== "" && <p className="q2">{item.hint}</p>}
      {item.probe && <ProbeEvidence path={item.probe} />}
      {result && <CheckNote result={result} />}
      <CheckControls step={step} item={item} result={result} titleId={titleId} />
    </section>
  );
}
