"use client";

import { memo } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { HunkDetail } from "@/lib/contract/review-api";
import { FLAG_TEXT, LABEL_TEXT } from "@/lib/core/classify/category";
import { flagsOf, isSupporting, isWhitespaceOnly, labelsOf } from "@/lib/core/review/review-index";
import { describeMode } from "@/lib/core/review/view-change-words";
import { useShownBucket } from "./bucket-context";
import { CommentButton } from "./comment-button";
import { HunkReason } from "./hunk-reason";
import { LinkButton } from "./link-button";
import { MoveHunk } from "./move-hunk";
import { MovedChips } from "./moved-chips";
import { OpenedToggle } from "./opened-toggle";

export type HunkHeadProps = {
  hunk: number;
  detail: HunkDetail | undefined;
  label: string;
  isClosed: boolean;
  height: number;
};

/**
 * Flags and labels of a hunk, the rule that decided and why, and what I can do with it; always of one height. Flags stand first:
 * what finds no room is cut off.
 */
export const HunkHead = memo(function HunkHead({ hunk, detail, label, isClosed, height }: HunkHeadProps) {
  const { index, folds } = useShownBucket();
  const id = detail?.id;
  const mode = detail?.blobs && detail.oldLines + detail.newLines > 0 ? describeMode(detail.blobs) : null;
  return (
    <div className="hunk-h" style={{ height }}>
      <div className="chips">
        {flagsOf(index, hunk).map((flag) => (
          <Flag key={flag} tone={FLAG_TEXT[flag].tone}>
            {FLAG_TEXT[flag].title}
          </Flag>
        ))}
        {mode && <Chip>{mode}</Chip>}
        <MovedChips hunk={hunk} />
        {labelsOf(index, hunk).map((name) => (
          <Chip key={name}>{LABEL_TEXT[name]}</Chip>
        ))}
        {isSupporting(index, hunk) && <Chip>Supporting</Chip>}
        {isWhitespaceOnly(index, hunk) && <Chip>White space only</Chip>}
      </div>
      {isClosed ? (
        <Button size="sm" variant="quiet" onClick={() => folds.showHunk(hunk, true)}>
          Show<span className="vh"> the white space in {label}</span>
        </Button>
      ) : (
        <HunkReason hunk={hunk} detail={detail} label={label} />
      )}
      <div className="row hunk-acts">
        <LinkButton hunk={hunk} label={label} />
        {id !== undefined && <CommentButton hunkId={id} label={label} />}
        {id !== undefined && <MoveHunk hunkId={id} label={label} />}
        <OpenedToggle hunk={hunk} hunkId={id} label={label} />
      </div>
    </div>
  );
});
