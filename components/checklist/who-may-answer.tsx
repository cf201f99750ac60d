"use client";

import type { StepOf } from "@/components/step/step-kinds";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

export type WhoMayAnswerProps = { step: StepOf<"checklist"> };

/** Why the lines of a checklist cannot be answered now, said once; nothing where they can. */
export function WhoMayAnswer({ step }: WhoMayAnswerProps) {
  const { upgrade, stops } = useUpgradeView();
  const stop = step.items[0] && stops.check(step, step.items[0].id);
  if (!stop || upgrade.ending) return null;
  return <p className="btn-reason">{stop.code === "not-allowed" ? stop.reason.replace("do this", "answer these checks") : stop.reason}</p>;
}
