"use client";

import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusShape } from "@/components/ui/status";
import type { DifferencesSince } from "@/lib/browser/review/use-differences";
import { useShownBucket } from "./bucket-context";
import { DifferenceRow } from "./difference-row";
import { NearTime } from "./near-time";
import { useReview } from "./review-context";

/** What changed in this bucket since it was signed: just the difference, and from when to when. */
export function DifferenceBox() {
  const { since } = useShownBucket();
  if (!since || (since.status === "ready" && since.count + since.expectations.length === 0)) return null;
  return (
    <section className="box box-lead" data-s="outdated" aria-labelledby="since-signed">
      <BoxHead since={since} />
      {since.status === "loading" && <Skeleton className="rv-pad" label="Comparing" lines={2} />}
      {since.status === "failed" && (
        <p className="rv-pad q2">What was signed could not be read, so the difference cannot be shown. The sign-off is outdated all the same.</p>
      )}
      {since.status === "ready" && (
        <ul className="diffs">
          {since.differences.map((difference) => (
            <DifferenceRow key={`${difference.kind}${(difference.now ?? difference.was)?.id}`} difference={difference} />
          ))}
          {since.count > since.differences.length && <li className="q">And {since.count - since.differences.length} more.</li>}
          {since.expectations.map((sentence) => (
            <li key={sentence}>
              <span className="kind">Expectation</span>
              <span className="what">{sentence}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function BoxHead({ since }: { since: DifferencesSince }) {
  const { me } = useReview();
  const { snapshot, filter, setFilter } = useShownBucket();
  const { by, decision, at } = since.since;
  const who = by.id === me.id ? "you" : by.name;
  const act = decision === "approved" ? "signed" : "requested changes";
  const { count, differences } = since;
  const hunks = differences.flatMap(({ now }) => (now ? [now.hunk] : []));
  const isOnly = filter.only?.name === "differing";
  return (
    <div className="box-h">
      <StatusShape s="outdated" label={null} />
      <h2 id="since-signed">
        Since {who} {act}
        {since.status === "ready" && count > 0 && `: ${count} ${count === 1 ? "hunk differs" : "hunks differ"}`}
      </h2>
      <span className="q small hide-md">
        Snapshot {since.since.snapshot}, <NearTime at={at} />, to snapshot {snapshot.number}, <NearTime at={snapshot.at} />
      </span>
      {hunks.length > 0 && (
        <Button
          size="sm"
          variant="quiet"
          className="end"
          aria-pressed={isOnly}
          onClick={() => setFilter({ only: isOnly ? null : { name: "differing", hunks: new Set(hunks) } })}
        >
          {isOnly ? "Show all hunks" : "Show only these"}
        </Button>
      )}
    </div>
  );
}
