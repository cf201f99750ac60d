"use client";

import { StatusShape } from "@/components/ui/status";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";
import { VERDICT_TEXT, VERDICTS } from "./check-text";

export type VerdictButtonsProps = {
  /** Id of the line's text, which names the group. */
  labelledBy: string;
  chosen: CheckResult["result"] | undefined;
  busy: boolean;
  onAnswer: (verdict: CheckResult["result"]) => void;
};

export function VerdictButtons({ labelledBy, chosen, busy, onAnswer }: VerdictButtonsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row
    <div className="verdict grid-cols-[1fr_1fr_1.5fr]" role="group" aria-labelledby={labelledBy}>
      {VERDICTS.map((verdict) => {
        const { word, status } = VERDICT_TEXT[verdict];
        return (
          <button
            key={verdict}
            type="button"
            data-s={status}
            aria-pressed={chosen === verdict}
            aria-disabled={busy || undefined}
            className="aria-disabled:cursor-progress aria-pressed:bg-state-tint aria-pressed:shadow-[inset_0_0_0_2px_var(--c)]"
            onClick={() => busy || onAnswer(verdict)}
          >
            <StatusShape s={status} label={null} />
            {word}
          </button>
        );
      })}
    </div>
  );
}
