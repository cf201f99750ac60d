"use client";

import { CategorySquare } from "@/components/ui/category-square";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

/** What to review in this bucket and why it matters, as the guide has it. */
export function BucketHead() {
  const { number, title, review, why } = placementText(useReview().placement);
  return (
    <>
      <div className="guide-h">
        <CategorySquare number={number} />
        <h1 className="trunc">{title}</h1>
      </div>
      <dl className="guide">
        <dt>What to review</dt>
        <dt>Why it matters</dt>
        <dd>{review}</dd>
        <dd>{why}</dd>
      </dl>
    </>
  );
}
