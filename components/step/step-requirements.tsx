"use client";

import { StepLink } from "@/components/upgrade/step-link";
import { Box } from "@/components/ui/box";
import { Note } from "@/components/ui/note";
import { StatusShape } from "@/components/ui/status";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { describeNotApplicable } from "@/lib/core/upgrade/describe-step";
import { doesApply, isSettled, listUnsettled } from "@/lib/core/upgrade/step-status";

export type StepRequirementsProps = { step: Step };

/** What has to be settled before this step: each with its state and the way there. */
export function StepRequirements({ step }: StepRequirementsProps) {
  const { upgrade, statusOf } = useUpgradeView();
  const status = statusOf(step);
  if (upgrade.ending) return null;
  if (status === "na") {
    return (
      <Note status="na">
        <p>This step does not apply here. {describeNotApplicable(upgrade, step)}.</p>
      </Note>
    );
  }
  if (isSettled(status) || status === "running") return null;
  const undecided = doesApply(upgrade, step) === "unknown" ? upgrade.lane.steps.filter(({ id }) => id === step.when?.step) : [];
  const open = [...new Set([...listUnsettled(upgrade, step), ...undecided])];
  if (open.length === 0) return null;
  return (
    <Box title="Comes after" note={`${open.length} ${open.length === 1 ? "step is" : "steps are"} still open`}>
      <ul>
        {open.map((required) => (
          <li key={required.id} className="find-row">
            <StatusShape s={statusOf(required)} className="mt-px" />
            <StepLink stepId={required.id} className="max-sm:-my-3 max-sm:py-3">
              {required.title}
            </StepLink>
          </li>
        ))}
      </ul>
    </Box>
  );
}
