"use client";

import { type CSSProperties, memo } from "react";
import { type Flow, type FlowState, rangeBetween } from "@/lib/core/review/view-flow";
import { type Target, useShownBucket } from "./bucket-context";
import { FileHead } from "./file-head";
import { HunkBlock } from "./hunk-block";
import { SideBar } from "./row-pane";
import { useReview } from "./review-context";
import { useIsBare } from "./use-is-bare";

export type FileBlockProps = {
  /** Position in the list. */
  at: number;
  flow: Flow;
  state: FlowState;
  /** What of it is drawn, in pixels of the list. */
  from: number;
  to: number;
  /** What positions count from, and the last pixel that has one. */
  base: number;
  end: number;
  /** A hunk that stays drawn; -1 for none. */
  keep: number;
  /** Where the reader is, when it is in this file. */
  current: number | null;
  target: Target | null;
  /** Pixels a line may take. */
  width: number;
  isFast: boolean;
};

/** About what a character takes, tabs with it, and what stands before a line. */
const CHARACTER = 8;
const GUTTER = 116;
/** Pixels of a file that has passed before anybody sees its head stay, while the page moves fast. */
const PASSING = 2_000;

/** One file: its head, which stays in view with it, and what is drawn of its hunks. */
export const FileBlock = memo(function FileBlock({ at, flow, state, from, to, base, end, keep, current, target, width, isFast }: FileBlockProps) {
  const { layout } = useReview();
  const isBare = useIsBare(isFast);
  const { index, visible } = useShownBucket();
  const { list, fileTops, fileHeights, hunkTops, hunkHeights, metrics } = flow;
  const file = list.files[at] ?? 0;
  const fullTop = fileTops[at] ?? 0;
  const fullBottom = fullTop + (fileHeights[at] ?? 0);
  const top = Math.max(fullTop, Math.min(base, fullBottom - metrics.fileHead));
  const bottom = Math.max(top + metrics.fileHead, Math.min(fullBottom, end));

  // One hunk more on each side, so that the keyboard finds where to go on.
  const { fromHunk, toHunk } = rangeBetween(flow, from, to);
  const first = Math.max(list.firstOf[at] ?? 0, fromHunk - 1);
  const last = Math.min(list.firstOf[at + 1] ?? 0, toHunk + 1);
  const hunks: number[] = [];
  for (let position = first; position < last; position += 1) if ((hunkHeights[position] ?? 0) > 0) hunks.push(position);
  const isKept = keep >= (list.firstOf[at] ?? 0) && keep < (list.firstOf[at + 1] ?? 0) && !hunks.includes(keep);
  if (isKept) hunks.splice(keep < first ? 0 : hunks.length, 0, keep);

  const paneWidth = layout === "split" ? width / 2 : width;
  const isWide = (index.files.widths[file] ?? 0) * CHARACTER + GUTTER > paneWidth;

  return (
    <>
      {at === list.supportingFrom && (
        <div className="split-h flow-part" style={{ top: fullTop - metrics.part - base, height: metrics.part }}>
          <h2>Supporting files</h2>
          <span className="count">Tests, styles, scripts, images, docs: by subject, after the code</span>
        </div>
      )}
      <article
        className={fullBottom - fullTop < PASSING ? "file file-passing" : "file"}
        aria-label={index.files.paths[file]}
        aria-posinset={at + 1}
        aria-setsize={visible.files.length}
        style={{ top: top - base, height: bottom - top, "--line-width": index.files.widths[file] } as CSSProperties}
      >
        <FileHead file={file} at={at} isFolded={state.foldedFiles.has(file)} isFast={isFast} />
        {hunks.map((position) => {
          const hunk = list.hunks[position] ?? 0;
          return (
            <HunkBlock
              key={hunk}
              at={position}
              hunk={hunk}
              flow={flow}
              state={state}
              top={clamp((hunkTops[position] ?? 0) - top)}
              from={Math.max(from, hunkTops[position] ?? 0)}
              to={Math.min(to, (hunkTops[position] ?? 0) + (hunkHeights[position] ?? 0))}
              isCurrent={hunk === current}
              isWide={isWide}
              isFast={isFast}
              target={target?.hunk === hunk ? (target.line ?? undefined) : undefined}
            />
          );
        })}
        {isWide && !isBare && (
          <div className="side-bars">
            {layout === "split" ? (
              <>
                <SideBar side="old" />
                <SideBar side="new" />
              </>
            ) : (
              <SideBar side="both" />
            )}
          </div>
        )}
      </article>
    </>
  );
});

/** A hunk that is kept for its focus may be further away than a browser can place. */
function clamp(pixels: number): number {
  return Math.max(-10_000_000, Math.min(10_000_000, pixels));
}
