"use client";

import { StatusShape } from "@/components/ui/status";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { checkGate } from "@/lib/core/review/gate";

/** The gate in one line. */
export function GateSummary() {
  const { upgrade } = useUpgradeView();
  const gate = checkGate(upgrade);
  return (
    <p className="row small q2 items-start">
      <StatusShape s={gate.open ? "done" : "failed"} label={null} />
      <span>
        {gate.open
          ? `The gate holds: 5 of 5 buckets signed and current, tree ${gate.snapshot.treeId.slice(0, 7)}. Running it is recorded under your name.`
          : `The gate is closed: ${gate.obstacles.length} ${gate.obstacles.length === 1 ? "thing stands" : "things stand"} in the way.`}
      </span>
    </p>
  );
}
