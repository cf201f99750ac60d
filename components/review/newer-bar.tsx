"use client";

import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import { useBucketDifferences } from "@/lib/browser/queries/snapshot";
import { countMoved, placeHunks } from "@/lib/core/review/view-list";
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
  const { index, placements, snapshot, isLoading } = useShownBucket();
  const isSame = snapshot.number === newest.number;
  const { data } = useBucketDifferences(upgrade.id, newest.number, placement, isSame ? null : { from: snapshot.number }, String(upgrade.lastSeq));
  const moved = isSame && !isLoading ? countMoved(placements, placeHunks(index, upgrade.assignments), placement) : null;
  const behind = isSame ? moved : data ? data.counts.new + data.counts.changed + data.counts.vanished : null;
  return (
    <div className="rv-newer" role="status">
      <StatusShape s="outdated" label={null} />
      <span className="grow">
        {isSame ? (
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
