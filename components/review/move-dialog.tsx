"use client";

import { useId, useState } from "react";
import { CategorySquare } from "@/components/ui/category-square";
import { Checkbox } from "@/components/ui/checkbox";
import { CATEGORIES, type Category } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import { placementText } from "./placement-text";
import { ReasonDialog } from "./reason-dialog";
import { useReview } from "./review-context";

export type MoveDialogProps = { hunkId: Digest; label: string; onClose: () => void };

/** Asks where a hunk belongs and why. */
export function MoveDialog({ hunkId, label, onClose }: MoveDialogProps) {
  const [to, setTo] = useState<Category | null>(null);
  const { placement } = useReview();
  const name = useId();
  const isUnclassified = placement === "unclassified";
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title={isUnclassified ? "Where does this hunk belong?" : "Move this hunk to another category?"}
      description={label}
      confirmLabel={to === null ? "Move" : `Move to ${placementText(to).shortTitle}`}
      hint="Recorded with your name. Sign-offs of both categories become outdated."
      problem={to === null ? "Choose a category first." : undefined}
      command={(reason) => ({ type: "assign-hunk", hunkId, to: to ?? CATEGORIES[0], reason })}
    >
      <fieldset className="rv-choices">
        <legend>Category</legend>
        {CATEGORIES.filter((category) => category !== placement).map((category) => {
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
