"use client";

import { type Act, useAct } from "@/lib/browser/upgrade/use-act";
import type { PasskeySettings } from "@/lib/contract/agent-api";
import type { Step } from "@/lib/core/lane/lane";
import { useStepTurn } from "./use-step-turn";

export type RunRequest = { readonly alternative?: string | null; readonly reason?: string; readonly passkeys?: PasskeySettings };

/** Starts a step as a new attempt and keeps it on the screen. */
export function useRun(step: Step): { readonly act: Act; readonly start: (request?: RunRequest, onDone?: () => void) => void } {
  const act = useAct();
  const { pin } = useStepTurn(step);
  return {
    act,
    start: (request = {}, onDone) => {
      pin();
      act.send({ type: "run", stepId: step.id, ...request }, onDone);
    },
  };
}
