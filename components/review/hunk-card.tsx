"use client";

import { memo, useRef } from "react";
import { LINE_HEIGHT } from "@/components/diff/line-height";
import { hunkAnchor } from "@/lib/browser/review/hunk-anchor";
import type { FileLines } from "@/lib/browser/review/use-file-lines";
import type { PlacedChange, PlacedHunk } from "@/lib/core/review/view-placement";
import { HunkBody } from "./hunk-body";
import { HunkHead } from "./hunk-head";
import { HunkWatch } from "./hunk-watch";

export type HunkCardProps = {
  change: PlacedChange;
  hunk: PlacedHunk;
  /** Null while the file is far from the view: only its place is kept. */
  lines: FileLines | null;
  expectedLines: number;
  isCurrent: boolean;
  openedAt: number | undefined;
  isUpdated: boolean;
};

/** About how high the head of a hunk is. */
const HEAD_HEIGHT = 62;

/** One hunk: why it is here, whether I opened it, and its lines. */
export const HunkCard = memo(function HunkCard(props: HunkCardProps) {
  const { change, hunk, lines, expectedLines, isCurrent, openedAt, isUpdated } = props;
  const ref = useRef<HTMLElement>(null);
  const label = describeHunk(change, hunk);
  const isDrawn = lines !== null && lines.status !== "waiting";
  return (
    <section
      ref={ref}
      id={hunkAnchor(hunk.id)}
      className="hunk"
      tabIndex={-1}
      aria-label={label}
      aria-current={isCurrent ? "true" : undefined}
      style={isDrawn ? undefined : { minHeight: HEAD_HEIGHT + expectedLines * LINE_HEIGHT }}
    >
      {lines && (
        <>
          <HunkHead hunk={hunk} label={label} openedAt={openedAt} isUpdated={isUpdated} />
          <HunkBody change={change} hunk={hunk} lines={lines} label={`Changes, ${label}`} expectedLines={expectedLines} />
        </>
      )}
      {isDrawn && <HunkWatch watched={ref} hunkId={hunk.id} isOpened={openedAt !== undefined} />}
    </section>
  );
});

function describeHunk({ path }: PlacedChange, { newStart, oldStart }: PlacedHunk): string {
  const line = newStart || oldStart;
  return line === 0 ? path : `${path}, line ${line}`;
}
