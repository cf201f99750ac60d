"use client";

import { createContext, useContext } from "react";
import type { BucketShown } from "@/lib/browser/review/use-bucket";
import type { DifferencesSince } from "@/lib/browser/review/use-differences";
import type { HunkCursor } from "@/lib/browser/review/use-hunk-cursor";
import type { OpenedMarks } from "@/lib/browser/review/use-opened-marks";
import type { Digest } from "@/lib/core/digest";
import type { PlacedChange } from "@/lib/core/review/view-placement";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";

/** The bucket on the page, as far as this reader is with it. */
export type Bucket = BucketShown & {
  readonly snapshot: Snapshot;
  readonly changes: readonly PlacedChange[];
  readonly isLoading: boolean;
  /** Every hunk of the bucket, in the order of the page. */
  readonly hunkIds: readonly Digest[];
  readonly counts: { readonly hunks: number; readonly opened: number };
  readonly marks: OpenedMarks;
  readonly cursor: HunkCursor;
  readonly since: DifferencesSince | null;
  /** Hunks that took the place of one this reader had opened. */
  readonly updatedIds: ReadonlySet<Digest>;
  /** Goes to a hunk, also one that the filter hides. */
  readonly goTo: (hunkId: Digest) => void;
  /** The next (or, backwards, last) hunk this reader has not opened. */
  readonly goToOwed: (step: 1 | -1) => void;
};

export const BucketContext = createContext<Bucket | null>(null);

/** @throws outside a bucket. */
export function useShownBucket(): Bucket {
  const bucket = useContext(BucketContext);
  if (!bucket) throw new Error("useShownBucket outside a bucket");
  return bucket;
}
