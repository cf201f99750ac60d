"use client";

import { Button } from "@/components/ui/button";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { useStepTurn } from "./use-step-turn";

export type RerunButtonProps = { step: Step; busy: boolean; onRerun: () => void };

export function RerunButton({ step, busy, onRerun }: RerunButtonProps) {
  const { stops } = useUpgradeView();
  const { variant } = useStepTurn(step);
  const stop = stops.run(step);
  useKeys([{ keys: "r", label: "Run the failed step again", group: "Steps", run: onRerun }], { enabled: !stop && !busy });
  return (
    <Button variant={variant} keys="r" busy={busy} disabledReason={stop?.reason} onClick={onRerun}>
      Rerun{step.pointOfNoReturn && "…"}
    </Button>
  );
}
