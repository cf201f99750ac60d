"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { Attempts } from "./attempts";
import { ByHandForm } from "./by-hand-form";
import { PasskeyForm } from "./passkey-form";
import type { StepOf } from "./step-kinds";

export type PasskeysBodyProps = { step: StepOf<"edit"> };

/** The eight passkey settings: written by the agent, or set by hand. */
export function PasskeysBody({ step }: PasskeysBodyProps) {
  const { upgrade, statusOf } = useUpgradeView();
  const isOpen = !upgrade.ending && !["done", "na", "running"].includes(statusOf(step));
  return (
    <>
      {isOpen && <PasskeyForm step={step} />}
      <Attempts step={step} />
      {isOpen && <ByHandForm step={step} />}
    </>
  );
}
