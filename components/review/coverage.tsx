"use client";

import { Progress } from "@/components/ui/progress";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** How many hunks of the bucket I opened, large. */
export function Coverage({ title }: { title: string }) {
  const { placement } = useReview();
  const { isLoading } = useShownBucket();
  const { opened, hunks } = useMarked(({ countsOf }) => countsOf(placement));
  const status = useMarked(({ marks }) => marks.status());
  const isKnown = !isLoading && status !== "loading";
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
      {status === "failed" && <p className="small q2">What you open is not kept at the moment.</p>}
    </div>
  );
}
