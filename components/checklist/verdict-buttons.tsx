"use client";

import { useId } from "react";
import { StatusShape } from "@/components/ui/status";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";
import { VERDICT_TEXT, VERDICTS } from "./check-text";

export type VerdictButtonsProps = {
  /** Id of the line's text, which names the group. */
  labelledBy: string;
  chosen: CheckResult["result"] | undefined;
  disabledReason: string | undefined;
  busy: boolean;
  onAnswer: (verdict: CheckResult["result"]) => void;
};

export function VerdictButtons({ labelledBy, chosen, disabledReason, busy, onAnswer }: VerdictButtonsProps) {
  const reasonId = useId();
  const isOff = disabledReason !== undefined || busy;
  return (
    <div className="grid gap-1.5">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row */}
      <div className="verdict grid-cols-[1fr_1fr_1.5fr]" role="group" aria-labelledby={labelledBy}>
        {VERDICTS.map((verdict) => {
          const { word, status } = VERDICT_TEXT[verdict];
          return (
            <button
              key={verdict}
              type="button"
              data-s={status}
              aria-pressed={chosen === verdict}
              aria-disabled={isOff || undefined}
              aria-describedby={disabledReason ? reasonId : undefined}
              className="aria-disabled:cursor-not-allowed aria-disabled:bg-sunken aria-disabled:text-ink-3 aria-pressed:bg-state-tint aria-pressed:text-ink aria-pressed:shadow-[inset_0_0_0_2px_var(--c)]"
              onClick={() => isOff || onAnswer(verdict)}
            >
              <StatusShape s={status} label={null} />
              {word}
            </button>
          );
        })}
      </div>
      {disabledReason && (
        <p className="btn-reason" id={reasonId}>
          {disabledReason}
        </p>
      )}
    </div>
  );
}
