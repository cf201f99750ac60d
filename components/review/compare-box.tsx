"use client";

import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useBucketDifferences } from "@/lib/browser/queries/snapshot";
import { useShownBucket } from "./bucket-context";
import { DifferenceRow } from "./difference-row";
import { NearTime } from "./near-time";
import { useReview } from "./review-context";

/** In what this bucket differs from the same bucket in another snapshot, which the reader chose. */
export function CompareBox() {
  const { upgrade, placement, compared } = useReview();
  const { snapshot } = useShownBucket();
  const other = upgrade.snapshots.find(({ number }) => number === compared.from);
  const base = other && other.number !== snapshot.number ? { from: other.number } : null;
  const { data, isError } = useBucketDifferences(upgrade.id, snapshot.number, placement, base, String(upgrade.assignments.at(-1)?.at ?? 0));
  if (!other || !base) return null;
  const count = data ? data.counts.new + data.counts.changed + data.counts.vanished : 0;
  return (
    <section className="box box-lead" aria-labelledby="compared">
      <div className="box-h">
        <h2 id="compared">
          Snapshot {snapshot.number} beside snapshot {other.number}
          {data && `: ${count === 0 ? "nothing differs here" : `${count} ${count === 1 ? "hunk differs" : "hunks differ"}`}`}
        </h2>
        <span className="q small hide-md">
          Taken <NearTime at={other.at} /> and <NearTime at={snapshot.at} />
        </span>
        <Button size="sm" variant="quiet" className="end" onClick={() => compared.choose(null)}>
          Stop comparing
        </Button>
      </div>
      {isError && <p className="rv-pad q2">The two could not be compared.</p>}
      {!data && !isError && <Skeleton className="rv-pad" label="Comparing" lines={2} />}
      {data && count > 0 && (
        <ul className="diffs">
          {data.differences.map((difference) => (
            <DifferenceRow key={`${difference.kind}${(difference.now ?? difference.was)?.id}`} difference={difference} />
          ))}
          {count > data.differences.length && <li className="q">And {(count - data.differences.length).toLocaleString("en-GB")} more.</li>}
        </ul>
      )}
    </section>
  );
}
