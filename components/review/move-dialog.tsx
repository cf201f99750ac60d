"use client";

import { useId, useState } from "react";
import { CategorySquare } from "@/components/ui/category-square";
import { Checkbox } from "@/components/ui/checkbox";
import { CATEGORIES, type Category } from "@/lib/core/classify/category";
import type { PlacedHunk } from "@/lib/core/review/view-placement";
import { placementText } from "./placement-text";
import { ReasonDialog } from "./reason-dialog";

export type MoveDialogProps = { hunk: PlacedHunk; label: string; onClose: () => void };

/** Asks where a hunk belongs and why. */
export function MoveDialog({ hunk, label, onClose }: MoveDialogProps) {
  const [to, setTo] = useState<Category | null>(null);
  const name = useId();
  const isUnclassified = hunk.placement === "unclassified";
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title={isUnclassified ? "Where does this hunk belong?" : "Move this hunk to another category?"}
      description={label}
      confirmLabel={to === null ? "Move" : `Move to ${placementText(to).shortTitle}`}
      hint="Recorded with your name. Sign-offs of both categories become outdated."
      problem={to === null ? "Choose a category first." : undefined}
      command={(reason) => ({ type: "assign-hunk", hunkId: hunk.id, to: to ?? CATEGORIES[0], reason })}
    >
      <fieldset className="rv-choices">
        <legend>Category</legend>
        {CATEGORIES.filter((category) => category !== hunk.placement).map((category) => {
          const { number, title, review } = placementText(category);
          return (
            <Checkbox
              key={category}
              type="radio"
              name={name}
              checked={to === category}
              onChange={() => setTo(category)}
              label={<CategorySquare number={number} name={title} />}
              hint={review}
            />
          );
        })}
      </fieldset>
    </ReasonDialog>
  );
}
