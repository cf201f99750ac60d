"use client";

import { CategorySquare } from "@/components/ui/category-square";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import { FLAG_TEXT, LABEL_TEXT } from "@/lib/core/classify/category";
import type { PlacedHunk } from "@/lib/core/review/view-placement";
import { HunkReason } from "./hunk-reason";
import { MoveHunk } from "./move-hunk";
import { OpenedToggle } from "./opened-toggle";
import { placementText } from "./placement-text";

export type HunkHeadProps = { hunk: PlacedHunk; label: string; openedAt: number | undefined; isUpdated: boolean };

/** Category, labels and flags of a hunk, the rule that decided and why, and what I can do with it. */
export function HunkHead({ hunk, label, openedAt, isUpdated }: HunkHeadProps) {
  const { number, shortTitle } = placementText(hunk.placement);
  return (
    <div className="hunk-h">
      <div className="chips">
        <CategorySquare number={number} name={shortTitle} />
        {hunk.labels.map((name) => (
          <Chip key={name}>{LABEL_TEXT[name]}</Chip>
        ))}
        {hunk.supporting && <Chip>Supporting</Chip>}
        {hunk.flags.map((flag) => (
          <Flag key={flag} tone={FLAG_TEXT[flag].tone}>
            {FLAG_TEXT[flag].title}
          </Flag>
        ))}
      </div>
      <div className="row">
        <MoveHunk hunk={hunk} label={label} />
        <OpenedToggle hunkId={hunk.id} label={label} openedAt={openedAt} isUpdated={isUpdated} />
      </div>
      <HunkReason hunk={hunk} />
    </div>
  );
}
