"use client";

import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Elapsed } from "@/components/ui/elapsed";
import { StatusShape } from "@/components/ui/status";
import { ServedLink } from "@/components/checklist/served-link";
import { useAct } from "@/lib/browser/upgrade/use-act";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findServing } from "@/lib/core/upgrade/upgrade";
import { ActRefusal } from "./act-refusal";

/** The app while it is up: where it is, since when, and how to stop it. */
export function ServedApp() {
  const { upgrade, stops } = useUpgradeView();
  const act = useAct();
  const serving = findServing(upgrade);
  if (serving?.progress.status !== "serving") return null;
  const { url, startedAt } = serving.progress;
  return (
    <>
      <ActRefusal act={act} title="The app was not stopped" />
      <Box title="The app is up" icon={<StatusShape s="running" label={null} />} note={<Elapsed since={startedAt} />} padded>
        <div className="row wrap">
          <span className="grow">
            <ServedLink url={url} />
          </span>
          <Button
            busy={act.busy}
            disabledReason={serving.cancelRequested ? "The agent was asked to stop it." : stops.cancel()?.reason}
            onClick={() => act.send({ type: "cancel", jobId: serving.job.jobId })}
          >
            Stop the app
          </Button>
        </div>
        <p className="small q2 mt-2">No other step can run while it is up. Stop it when it has been looked at.</p>
      </Box>
    </>
  );
}
