"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { CategorySquare } from "@/components/ui/category-square";
import { Segmented } from "@/components/ui/segmented";
import { useMarked, useShownBucket } from "./bucket-context";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

/** What to review in this bucket and why it matters, as the guide has it. */
export function BucketHead({ order }: { /** The switch for what comes first in it. */ order: ReactNode }) {
  const { number, title, review, why } = placementText(useReview().placement);
  return (
    <>
      <div className="guide-h">
        <CategorySquare number={number} />
        <h1 className="trunc">{title}</h1>
        {order}
      </div>
      <dl className="guide">
        <div>
          <dt>What to review</dt>
          <dd>{review}</dd>
        </div>
        <div>
          <dt>Why it matters</dt>
          <dd>{why}</dd>
        </div>
      </dl>
    </>
  );
}

/** What comes first in the bucket. */
export function OrderSwitch() {
  const { placement } = useReview();
  const { isLoading, order, setOrder } = useShownBucket();
  const counts = useMarked(({ countsOf }) => countsOf(placement));
  const status = useMarked(({ marks }) => marks.status());
  const isShown = !isLoading && status !== "loading" && counts.hunks > 0;
  return (
    <Segmented
      // It has its place from the start, so that the diff stays where it is when it appears.
      className={clsx("end", !isShown && "invisible")}
      label="Order of the files"
      options={[
        { value: "yours", label: "Yours first", count: counts.hunks - counts.opened },
        { value: "files", label: "File order", count: counts.hunks },
      ]}
      value={order}
      onChange={setOrder}
    />
  );
}
