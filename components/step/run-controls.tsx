"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { ActRefusal } from "./act-refusal";
import { OtherWaysMenu } from "./other-ways-menu";
import { RunDialog } from "./run-dialog";
import { findWays } from "./run-ways";
import { useRun } from "./use-run";
import { useStepTurn } from "./use-step-turn";

export type RunControlsProps = {
  step: Step;
  /** On the button; "Run" when left out. */
  label?: string | undefined;
};

/** Starts a step: as the lane has it, or another declared way. After trouble, that is offered with the attempt. */
export function RunControls({ step, label = "Run" }: RunControlsProps) {
  const { upgrade, stops, statusOf } = useUpgradeView();
  const { variant } = useStepTurn(step);
  const { act, start } = useRun(step);
  const [asked, setAsked] = useState(false);
  const status = statusOf(step);
  const ways = findWays(upgrade, step);
  if (!ways || upgrade.ending || !["waiting", "todo", "waived"].includes(status)) return <ActRefusal act={act} title={`“${step.title}” was not started`} />;
  const [guide, ...others] = ways;
  const stop = stops.run(step);

  return (
    <>
      <ActRefusal act={act} title={`“${step.title}” was not started`} />
      <div className="row wrap">
        <Button
          variant={status === "waived" ? "default" : variant}
          busy={act.busy}
          disabledReason={stop?.reason}
          onClick={() => (step.pointOfNoReturn ? setAsked(true) : start())}
        >
          {step.pointOfNoReturn ? `${label}…` : label}
        </Button>
        <OtherWaysMenu step={step} ways={others} />
      </div>
      {step.pointOfNoReturn && <RunDialog step={step} way={guide} open={asked} onClose={() => setAsked(false)} />}
    </>
  );
}
