"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { ActRefusal } from "./act-refusal";
import { ChoiceOption } from "./choice-option";
import type { StepOf } from "./step-kinds";
import { useStepTurn } from "./use-step-turn";

export type ChoiceBodyProps = { step: StepOf<"choice"> };

/** One of several ways through the lane, each with what follows from it. */
export function ChoiceBody({ step }: ChoiceBodyProps) {
  const { upgrade, stops } = useUpgradeView();
  const { variant, pin } = useStepTurn(step);
  const act = useAct();
  const decision = upgrade.decisions[step.id];
  const chosen = decision?.type === "chosen" ? decision : undefined;
  const [picked, setPicked] = useState<string>();
  const option = picked ?? chosen?.option;
  const stop = stops.choose(step, option ?? step.options[0]?.id ?? "");
  const isOff = stop !== undefined || upgrade.ending !== null;

  const choose = (event: FormEvent) => {
    event.preventDefault();
    if (option === undefined) return;
    pin();
    act.send({ type: "choose", stepId: step.id, option });
  };

  return (
    <form className="grid gap-3" onSubmit={choose}>
      <ActRefusal act={act} title="Nothing was chosen" />
      <fieldset className="grid gap-3">
        <legend className="semi mb-2 text-14">{step.question}</legend>
        {step.options.map((candidate) => (
          <ChoiceOption
            key={candidate.id}
            option={candidate}
            group={step.id}
            checked={candidate.id === option}
            chosen={candidate.id === chosen?.option ? chosen : undefined}
            onPick={isOff ? undefined : setPicked}
          />
        ))}
      </fieldset>
      {!upgrade.ending && (
        <div>
          <Button
            type="submit"
            variant={variant}
            busy={act.busy}
            disabledReason={
              stop?.reason ?? (option === undefined ? "Pick one of them first." : option === chosen?.option ? "This is what was chosen." : undefined)
            }
          >
            {chosen ? "Choose anew" : "Choose"}
          </Button>
        </div>
      )}
    </form>
  );
}
