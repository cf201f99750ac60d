"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { Attempts } from "./attempts";
import { CommandLine } from "./command-line";
import { GateState } from "./gate-state";
import { RunControls } from "./run-controls";
import { ServedApp } from "./served-app";
import type { StepOf } from "./step-kinds";

export type ServeBodyProps = { step: StepOf<"serve"> };

/** Starts the app, shows what it answers and leaves it up until somebody stops it. */
export function ServeBody({ step }: ServeBodyProps) {
  const { upgrade, statusOf } = useUpgradeView();
  const mayStart = !upgrade.ending && !["running", "na", "done", "waived"].includes(statusOf(step));
  return (
    <>
      <CommandLine step={step} argv={upgrade.overrides[step.id] ?? step.command} />
      <p className="small q2">
        Asked once it is up: <code>{step.probes.join(" ")}</code>
      </p>
      {step.gated && mayStart && <GateState />}
      <ServedApp />
      <RunControls step={step} label="Start the app" />
      <Attempts step={step} />
    </>
  );
}
