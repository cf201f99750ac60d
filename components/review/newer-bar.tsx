"use client";

import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import { useSnapshotIndex } from "@/lib/browser/queries/snapshot";
import { countBehind } from "@/lib/core/review/view-shown";
import { placeChanges } from "@/lib/core/review/view-placement";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import { useShownBucket } from "./bucket-context";
import { NearTime } from "./near-time";
import { useReview } from "./review-context";

/** Offers what is under review now, over the end of the pane: nothing that is being read moves. */
export function NewerBar() {
  const { shown } = useReview();
  const { newest, isNewest } = shown;
  if (isNewest || !newest) return null;
  return <NewerBarOf newest={newest} />;
}

function NewerBarOf({ newest }: { newest: Snapshot }) {
  const { upgrade, shown, placement } = useReview();
  const { changes, snapshot, isLoading } = useShownBucket();
  const { data } = useSnapshotIndex(upgrade.id, newest.number);
  const behind = data && !isLoading ? countBehind(changes, placeChanges(data.changes, upgrade.assignments), placement) : null;
  return (
    <div className="rv-newer" role="status">
      <StatusShape s="outdated" label={null} />
      <span className="grow">
        {snapshot.number === newest.number ? (
          <b className="strong">Hunks were moved between categories</b>
        ) : (
          <b className="strong">
            Snapshot {newest.number} was taken at <NearTime at={newest.at} />
          </b>
        )}
        ; {behind === null ? "comparing" : describeBehind(behind)}.
      </span>
      <Button size="sm" onClick={() => shown.show(newest.number)}>
        Show it
      </Button>
    </div>
  );
}

function describeBehind(behind: number): string {
  if (behind === 0) return "nothing differs here";
  return behind === 1 ? "1 hunk differs here" : `${behind} hunks differ here`;
}
