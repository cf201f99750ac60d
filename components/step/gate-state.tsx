"use client";

import { Box } from "@/components/ui/box";
import { Icon } from "@/components/ui/icon";
import { RefusalList, type RefusalPoint } from "@/components/ui/refusal-list";
import { AppLink } from "@/components/ui/app-link";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CATEGORIES, CATEGORY_TEXT } from "@/lib/core/classify/category";
import { bucketStatus } from "@/lib/core/review/bucket";
import { checkGate, type GateObstacle } from "@/lib/core/review/gate";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { GateSummary } from "./gate-summary";

/** Whether a gated step may start: what stands in the way, each with the place where it can be changed. */
export function GateState() {
  const { upgrade } = useUpgradeView();
  const gate = checkGate(upgrade);
  if (gate.open) return <GateSummary />;
  return (
    <Box
      title="The gate is closed"
      note="This step starts only when every bucket is signed off as it stands."
      icon={
        <span className="g" data-s="failed">
          <Icon name="lock" />
        </span>
      }
      padded
    >
      <RefusalList points={toPoints(upgrade, gate.obstacles)} />
    </Box>
  );
}

function toPoints(upgrade: Upgrade, obstacles: readonly GateObstacle[]): readonly RefusalPoint[] {
  const open = obstacles.map(({ placement, sentence }): RefusalPoint => {
    const status = placement === null || placement === "unclassified" ? "waiting" : bucketStatus(upgrade, placement);
    return {
      status: status === "done" ? "unmet" : status,
      what: sentence,
      detail: placement && <AppLink href={reviewPath(upgrade.id, placement)}>Open the bucket</AppLink>,
    };
  });
  const held = CATEGORIES.filter((category) => !obstacles.some(({ placement }) => placement === category) && bucketStatus(upgrade, category) === "done");
  return [...open, ...held.map((category): RefusalPoint => ({ status: "done", what: `${CATEGORY_TEXT[category].title}: signed and current.` }))];
}
