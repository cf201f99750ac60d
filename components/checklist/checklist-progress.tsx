"use client";

import { Progress } from "@/components/ui/progress";
import { Status } from "@/components/ui/status";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { StepOf } from "@/components/step/step-kinds";
import { VERDICT_TEXT, VERDICTS } from "./check-text";

export type ChecklistProgressProps = { steps: readonly StepOf<"checklist">[] };

/** How far the checklists are: a bar of answers, and the same in words. */
export function ChecklistProgress({ steps }: ChecklistProgressProps) {
  const { upgrade } = useUpgradeView();
  const total = steps.reduce((sum, { items }) => sum + items.length, 0);
  const results = upgrade.checks.filter(({ stepId }) => steps.some(({ id }) => id === stepId));
  const counts = VERDICTS.map((verdict) => ({ verdict, count: results.filter(({ result }) => result === verdict).length }));
  return (
    <div className="grid gap-2">
      <Progress
        label={`${results.length} of ${total} checked`}
        total={total}
        parts={counts.map(({ verdict, count }) => ({ status: VERDICT_TEXT[verdict].status, count }))}
      />
      <p className="row wrap small gap-3">
        <b className="semi">
          {results.length} of {total} checked
        </b>
        {counts
          .filter(({ count }) => count > 0)
          .map(({ verdict, count }) => (
            <Status key={verdict} s={VERDICT_TEXT[verdict].status}>
              {count} {verdict === "na" ? "n/a" : VERDICT_TEXT[verdict].word.toLowerCase()}
            </Status>
          ))}
      </p>
    </div>
  );
}
