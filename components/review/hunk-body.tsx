"use client";

import { HunkDiff } from "@/components/diff/hunk-diff";
import { LINE_HEIGHT } from "@/components/diff/line-height";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import type { FileLines } from "@/lib/browser/review/use-file-lines";
import { describeBlobChange } from "@/lib/core/review/view-change-words";
import type { PlacedChange, PlacedHunk } from "@/lib/core/review/view-placement";
import { useReview } from "./review-context";

export type HunkBodyProps = {
  change: PlacedChange;
  hunk: PlacedHunk;
  lines: FileLines;
  label: string;
  /** Lines to keep the place for while the patch is on its way. */
  expectedLines?: number | undefined;
};

/** What a hunk changes: its lines, or in words what has no lines. */
export function HunkBody({ change, hunk, lines, label, expectedLines = 6 }: HunkBodyProps) {
  const { layout } = useReview();
  if (hunk.oldLines + hunk.newLines === 0) return <BlobWords change={change} />;
  if (lines.status === "failed") return <PatchProblem message={lines.message} onRetry={lines.retry} />;
  const shown = lines.status === "ready" ? lines.byHunk.get(hunk.id) : undefined;
  if (shown) return <HunkDiff lines={shown} layout={layout} label={label} />;
  if (lines.status === "ready") return <PatchProblem message="The patch has no such hunk." />;
  return <div className="diff-place" style={{ height: expectedLines * LINE_HEIGHT }} />;
}

function BlobWords({ change }: { change: PlacedChange }) {
  return (
    <div className="rv-blob">
      {describeBlobChange(change).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function PatchProblem({ message, onRetry }: { message: string; onRetry?: () => void }) {
  return (
    <div className="rv-blob row wrap" role="alert">
      <StatusShape s="failed" label={null} />
      <span className="grow">{message}</span>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
