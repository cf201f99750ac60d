"use client";

import { UnifiedRows } from "@/components/diff/unified-rows";
import { Skeleton } from "@/components/ui/skeleton";
import type { DifferencePlace } from "@/lib/browser/review/use-differences";
import { useLinesOf } from "@/lib/browser/review/use-former-lines";
import { useReview } from "./review-context";

/** A hunk as it was in the snapshot that was signed. */
export function FormerHunk({ was }: { was: DifferencePlace }) {
  const { upgrade } = useReview();
  const { status, lines, left } = useLinesOf(upgrade.id, was);
  return (
    <div className="rv-former">
      {status === "loading" && <Skeleton className="rv-pad" label="Reading what it was" lines={2} />}
      {status === "failed" && <p className="rv-pad q2">What it was could not be read.</p>}
      {status === "ready" && lines.length === 0 && <p className="rv-pad q2">It had no lines.</p>}
      {lines.length > 0 && <UnifiedRows rows={lines} label={`What it was: ${was.path}`} />}
      {left > 0 && <p className="rv-pad q2">And {left.toLocaleString("en-GB")} more lines.</p>}
    </div>
  );
}
