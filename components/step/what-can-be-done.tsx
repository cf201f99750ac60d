"use client";

import { useState } from "react";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { ActRefusal } from "./act-refusal";
import { DoableRow } from "./doable-row";
import { RerunButton } from "./rerun-button";
import { RunDialog } from "./run-dialog";
import { findWays, type Way } from "./run-ways";
import { SnapshotDialog } from "./snapshot-dialog";
import { useRun } from "./use-run";
import { WaiveDialog } from "./waive-dialog";

export type WhatCanBeDoneProps = { step: Step };

/** After trouble: run it again, run it another way, mend it by hand, or waive it. Nothing happens by itself. */
export function WhatCanBeDone({ step }: WhatCanBeDoneProps) {
  const { upgrade, stops } = useUpgradeView();
  const run = useRun(step);
  const [asked, setAsked] = useState<Way | "snapshot" | "waive" | null>(null);
  const close = () => setAsked(null);
  const [guide, ...others] = findWays(upgrade, step) ?? [];
  const runStop = stops.run(step)?.reason;
  const waiveStop = stops.waive(step);

  return (
    <>
      <ActRefusal act={run.act} title={`“${step.title}” was not started`} />
      <Box title="What can be done">
        <ul>
          {guide && (
            <DoableRow title="Run it again" text="As a new attempt; this one stays on record.">
              <RerunButton step={step} busy={run.act.busy} onRerun={() => (step.pointOfNoReturn ? setAsked(guide) : run.start())} />
            </DoableRow>
          )}
          {others.map((way) => (
            <DoableRow key={way.alternative} title={way.title} text={way.why} code={way.argv.join(" ")}>
              <Button disabledReason={runStop} onClick={() => setAsked(way)}>
                Run this way…
              </Button>
            </DoableRow>
          ))}
          {upgrade.anchor && (
            <DoableRow title="Mend it by hand" text="Change the checkout and commit on the branch, then take a snapshot: the review shows what differs.">
              <Button disabledReason={stops.snapshot()?.reason} onClick={() => setAsked("snapshot")}>
                Take a snapshot…
              </Button>
            </DoableRow>
          )}
          {step.waivable && (
            <DoableRow title="Waive it" text="Pass it over under your name, with a reason. It is never shown as done.">
              <Button disabledReason={waiveStop?.reason} onClick={() => setAsked("waive")}>
                Waive…
              </Button>
            </DoableRow>
          )}
        </ul>
      </Box>
      {asked !== null && typeof asked === "object" && <RunDialog step={step} way={asked} open onClose={close} />}
      <SnapshotDialog open={asked === "snapshot"} onClose={close} />
      <WaiveDialog step={step} open={asked === "waive"} onClose={close} />
    </>
  );
}
