"use client";

import { BucketRow } from "./bucket-row";
import { PLACEMENTS } from "./placement-text";

/** The five buckets and what has none, always in the same order. */
export function BucketList() {
  return (
    <nav className="buckets" aria-label="Buckets">
      {PLACEMENTS.map((placement) => (
        <BucketRow key={placement} placement={placement} />
      ))}
    </nav>
  );
}
