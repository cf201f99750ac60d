"use client";

import { useState } from "react";
import { Tabs } from "@/components/ui/tabs";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { attemptStatus } from "@/lib/core/upgrade/describe-attempt";
import { listAttempts } from "@/lib/core/upgrade/upgrade";
import { AttemptView } from "./attempt-view";

export type AttemptsProps = { step: Step };

/** Every try at a step, the newest first and shown until another one is picked. */
export function Attempts({ step }: AttemptsProps) {
  const { upgrade } = useUpgradeView();
  const attempts = listAttempts(upgrade, step.id).toReversed();
  const [picked, setPicked] = useState<{ readonly jobId: string; readonly among: number }>();
  const newest = attempts[0];
  if (!newest) return null;
  if (attempts.length === 1) return <AttemptView step={step} attempt={newest} isNewest />;
  // A new attempt comes to the front, whatever was picked before.
  const value = picked?.among === attempts.length ? picked.jobId : newest.job.jobId;
  return (
    <Tabs
      label="Attempts"
      value={value}
      onValueChange={(jobId) => setPicked({ jobId, among: attempts.length })}
      tabs={attempts.map((attempt) => ({
        value: attempt.job.jobId,
        label: `Attempt ${attempt.job.attempt}`,
        status: attemptStatus(upgrade, step, attempt),
        content: <AttemptView step={step} attempt={attempt} isNewest={attempt === newest} />,
      }))}
    />
  );
}
