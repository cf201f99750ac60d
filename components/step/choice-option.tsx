"use client";

import clsx from "clsx";
import { useId } from "react";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { describeActor } from "@/lib/core/people/person";
import type { StepDecision } from "@/lib/core/upgrade/upgrade";
import type { StepOf } from "./step-kinds";

export type ChoiceOptionProps = {
  option: StepOf<"choice">["options"][number];
  /** The name the radio buttons of one choice share. */
  group: string;
  checked: boolean;
  /** Who chose it, when it is what was chosen. */
  chosen: Extract<StepDecision, { type: "chosen" }> | undefined;
  /** Left out when nothing can be picked. */
  onPick: ((option: string) => void) | undefined;
};

export function ChoiceOption({ option, group, checked, chosen, onPick }: ChoiceOptionProps) {
  const id = useId();
  return (
    <div className={clsx("relative rounded-8 border bg-surface p-3", checked ? "border-ink" : "border-line-2")}>
      <div className="row wrap">
        <input
          type="radio"
          id={id}
          name={group}
          value={option.id}
          checked={checked}
          aria-disabled={!onPick}
          aria-describedby={`${id}-follows`}
          className="relative z-10 accent-ink"
          onChange={() => onPick?.(option.id)}
        />
        {/* The label's area is the whole card. */}
        <label htmlFor={id} className={clsx("semi after:absolute after:inset-0", onPick && "cursor-pointer")}>
          {option.title}
        </label>
        {chosen && (
          <span className="end">
            <Status s="done">
              Chosen by {describeActor(chosen.by)}, <Time at={chosen.at} />
            </Status>
          </span>
        )}
      </div>
      <ul className="q2 mt-2 grid list-disc gap-1 pl-9" id={`${id}-follows`}>
        {option.consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
    </div>
  );
}
