"use client";

import { Progress } from "@/components/ui/progress";
import { useShownBucket } from "./bucket-context";

/** How many hunks of the bucket I opened, large. */
export function Coverage({ title }: { title: string }) {
  const { counts, isLoading, marks } = useShownBucket();
  const { opened, hunks } = counts;
  const isKnown = !isLoading && !marks.isLoading;
  return (
    <div>
      <h2 className="not-docked">{title}</h2>
      <div className="cov">
        <b>{isKnown ? opened : "…"}</b>
        <span className="q2">of {isKnown ? hunks : "…"} hunks opened</span>
      </div>
      <div className="not-docked rv-bar">
        <Progress label={`${opened} of ${hunks} hunks opened`} total={hunks} parts={[{ count: opened }]} />
      </div>
      {marks.isFailed && <p className="small q2">What you open is not kept at the moment.</p>}
    </div>
  );
}
