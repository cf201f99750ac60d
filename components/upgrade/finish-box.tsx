"use client";

import { ActRefusal } from "@/components/step/act-refusal";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findServing } from "@/lib/core/upgrade/upgrade";

/** The end of the lane: shown when every step is settled. */
export function FinishBox() {
  const { upgrade, current, stops, statusOf } = useUpgradeView();
  const act = useAct();
  if (current || upgrade.ending) return null;
  const waived = upgrade.lane.steps.filter((step) => statusOf(step) === "waived");
  return (
    <div className="mb-4 grid gap-4">
      <ActRefusal act={act} title="The upgrade was not finished" />
      <Box title="Every step is settled" icon={<StatusShape s="done" label={null} />} lead="done" padded>
        <p>
          {upgrade.app.name} has gone through {upgrade.lane.title}.{" "}
          {waived.length > 0
            ? `${waived.length} ${waived.length === 1 ? "step was" : "steps were"} waived: ${waived.map(({ title }) => title).join(", ")}.`
            : "No step was waived."}{" "}
          {findServing(upgrade) && "The app that is being served is stopped with it."}
        </p>
        <div className="mt-3">
          <Button variant="primary" busy={act.busy} disabledReason={stops.finish()?.reason} onClick={() => act.send({ type: "finish" })}>
            Finish upgrade
          </Button>
        </div>
      </Box>
    </div>
  );
}
