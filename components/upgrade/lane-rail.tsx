"use client";

import { Fragment, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { type UpgradeView, useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { findNoReturnStep } from "@/lib/core/upgrade/describe-undo";
import { isSettled } from "@/lib/core/upgrade/step-status";
import { describeEarlier } from "./describe-earlier";
import { NoReturnDivider } from "./no-return-divider";
import { RailStep, type RailStepProps } from "./rail-step";
import { useRailKeys } from "./use-rail-keys";
import { useStepCommands } from "./use-step-commands";

/** Every step of the lane with where it stands. */
export function LaneRail() {
  const view = useUpgradeView();
  const rail = useRef<HTMLElement>(null);
  const [showsEarlier, setShowsEarlier] = useState(false);
  useRailKeys(rail);
  useStepCommands(view.upgrade);

  const { upgrade, statusOf } = view;
  const { shortTitle, steps } = upgrade.lane;
  const required = steps.filter(({ optional }) => !optional);
  const optional = steps.filter((step) => step.optional);
  const settled = required.filter((step) => isSettled(statusOf(step)));
  const earlier = required.filter((step) => placeOf(view, step) === "past" && isSettled(statusOf(step)));
  const noReturn = findNoReturnStep(upgrade);

  return (
    <nav className="rail" ref={rail} aria-label={`Steps of lane ${shortTitle}`}>
      <h2 className="row">
        Lane {shortTitle}
        <span className="count end">
          {settled.length} of {required.length}
          <span className="vh"> steps settled</span>
        </span>
      </h2>
      <ol>
        {earlier.length > 0 && (
          <li className="only-sm">
            <Button variant="quiet" size="sm" className="mx-2" aria-expanded={showsEarlier} onClick={() => setShowsEarlier(!showsEarlier)}>
              {showsEarlier ? "Hide what is settled" : describeEarlier(earlier.map(statusOf))}
            </Button>
          </li>
        )}
        {required.map((step) => (
          <Fragment key={step.id}>
            {step === noReturn && <NoReturnDivider />}
            <RailStep step={step} place={placeOf(view, step)} folded={!showsEarlier && earlier.includes(step)} />
          </Fragment>
        ))}
      </ol>
      {optional.length > 0 && (
        <>
          <h3 className="px-4 pt-4 pb-1 text-ink-2">Only when needed</h3>
          <ol>
            {optional.map((step) => (
              <RailStep key={step.id} step={step} place="later" folded={false} />
            ))}
          </ol>
        </>
      )}
    </nav>
  );
}

function placeOf({ upgrade, current }: UpgradeView, step: Step): RailStepProps["place"] {
  if (!current) return "past";
  if (step === current) return "current";
  return upgrade.lane.steps.indexOf(step) < upgrade.lane.steps.indexOf(current) ? "past" : "later";
}
