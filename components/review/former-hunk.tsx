"use client";

import type { HunkInFile } from "@/lib/core/review/view-difference";
import { useFileLines } from "@/lib/browser/review/use-file-lines";
import { HunkBody } from "./hunk-body";
import { useReview } from "./review-context";

/** A hunk as it was in the snapshot that was signed. */
export function FormerHunk({ was: { change, hunk } }: { was: HunkInFile }) {
  const { upgrade } = useReview();
  const lines = useFileLines(upgrade.id, change, [hunk.id], true);
  return (
    <div className="rv-former">
      <HunkBody change={change} hunk={hunk} lines={lines} label={`What it was: ${change.path}`} />
    </div>
  );
}
