"use client";

import { useState } from "react";
import { LogView } from "@/components/log/log-view";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { attemptStatus } from "@/lib/core/upgrade/describe-attempt";
import type { Attempt } from "@/lib/core/upgrade/upgrade";
import { AttemptSummary } from "./attempt-summary";
import { AttemptTrouble } from "./attempt-trouble";
import { ChangedContentNote } from "./changed-content-note";
import { FindingsBox } from "./findings-box";
import { GatePassLine } from "./gate-pass-line";
import { ProbeTable } from "./probe-table";
import { ReportBox } from "./report-box";
import { WhatCanBeDone } from "./what-can-be-done";

export type AttemptViewProps = { step: Step; attempt: Attempt; isNewest: boolean };

/** One try: under which gate pass, what it said, how it ended, what it found. */
export function AttemptView({ step, attempt, isNewest }: AttemptViewProps) {
  const { upgrade } = useUpgradeView();
  const [hit, setHit] = useState<{ readonly line: number; readonly asked: number }>();
  const { progress } = attempt;
  const status = attemptStatus(upgrade, step, attempt);
  const isInTrouble = isNewest && !upgrade.ending && !upgrade.decisions[step.id] && (status === "failed" || status === "interrupted");
  return (
    <div className="grid gap-4">
      <GatePassLine attempt={attempt} />
      <ChangedContentNote attempt={attempt} />
      <AttemptTrouble attempt={attempt} />
      <AttemptSummary step={step} attempt={attempt} isNewest={isNewest} />
      {hasLog(attempt) && <LogView upgradeId={upgrade.id} attempt={attempt} hit={hit} />}
      {(progress.status === "serving" || progress.status === "ended") && progress.probes.length > 0 && <ProbeTable probes={progress.probes} />}
      {progress.status === "ended" && (
        <>
          <FindingsBox findings={progress.findings} onShowLine={(line) => setHit((before) => ({ line, asked: (before?.asked ?? 0) + 1 }))} />
          <ReportBox report={progress.report} />
        </>
      )}
      {isInTrouble && <WhatCanBeDone step={step} />}
    </div>
  );
}

/** Jobs that are no program write nothing; a log of no bytes is not worth a frame. */
function hasLog({ progress, job }: Attempt): boolean {
  const isProgram = job.action.type === "command" || job.action.type === "serve";
  if (progress.status === "ended") return progress.log.sizeBytes > 0;
  return isProgram && (progress.status === "running" || progress.status === "serving");
}
