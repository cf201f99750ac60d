"use client";

import { createContext, useContext } from "react";
import type { FlowExtras } from "@/lib/browser/review/flow-extras";
import type { ExpandedContext } from "@/lib/browser/review/use-expanded";
import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import type { PieceStore } from "@/lib/browser/review/piece-store";
import type { DifferencesSince } from "@/lib/browser/review/use-differences";
import type { ReadingOrder } from "@/lib/browser/review/use-reading-order";
import type { OpenedMarks } from "@/lib/browser/review/use-opened-marks";
import type { Placement } from "@/lib/core/classify/category";
import type { ReviewIndex } from "@/lib/core/review/review-index";
import type { HunkFilter, HunkList } from "@/lib/core/review/view-list";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";

/** Where the reader is to be brought. A new object each time, also to the same place. */
export type Target = { readonly hunk: number; readonly line: AnchoredLine | null; readonly withFocus: boolean };

/** The bucket on the page, as far as this reader is with it. Hunks and files are indexes into the snapshot's columns. */
export type Bucket = {
  readonly snapshot: Snapshot;
  readonly index: ReviewIndex;
  /** Where each hunk is reviewed, by people's word or the rules'. */
  readonly placements: Uint8Array;
  readonly isLoading: boolean;
  /** All of the bucket, in the order of the page. */
  readonly list: HunkList;
  /** What passes the filter. */
  readonly visible: HunkList;
  readonly filter: HunkFilter;
  readonly setFilter: (change: Partial<HunkFilter>) => void;
  readonly order: ReadingOrder;
  /** Orders the bucket, also anew in the order it has. */
  readonly setOrder: (order: ReadingOrder) => void;
  readonly counts: { readonly hunks: number; readonly opened: number };
  readonly countsOf: (placement: Placement) => { readonly hunks: number; readonly opened: number };
  readonly marks: OpenedMarks;
  readonly openedAt: (hunk: number) => number | undefined;
  /** Hunks that took the place of one this reader had opened. */
  readonly updated: ReadonlySet<number>;
  readonly since: DifferencesSince | null;
  /** The hunk the reader is at. */
  readonly current: number | null;
  readonly setCurrent: (hunk: number | null) => void;
  readonly target: Target | null;
  /** Goes to a hunk, or a line of it, also one that the filter hides; the focus goes there too unless told otherwise. */
  readonly goTo: (hunk: number, line?: AnchoredLine | null, withFocus?: boolean) => void;
  /** Brings a hunk into view; the focus and the address stay. */
  readonly lookAt: (hunk: number) => void;
  /** The next (or, backwards, last) hunk this reader has not opened. */
  readonly goToOwed: (step: 1 | -1) => void;
  readonly pieces: PieceStore;
  readonly extras: FlowExtras;
  readonly expanded: ExpandedContext;
  /** Folded lines that are shown whole, under their row. */
  readonly wholeLines: readonly WholeLinePlace[];
  /** Shows the whole of a line. */
  readonly showWhole: (place: WholeLinePlace) => void;
  readonly foldWhole: (place: WholeLinePlace) => void;
  /** Hunks and files whose fold differs from what is usual: a file folded, a hunk of white space shown. */
  readonly folds: Folds;
};

export type WholeLinePlace = {
  readonly hunk: number;
  readonly line: AnchoredLine;
  /** The character to begin at; null: where it differs from the line beside it. The focus goes there only without one. */
  readonly at: number | null;
};

export type Folds = {
  readonly files: ReadonlySet<number>;
  readonly isClosed: (hunk: number) => boolean;
  readonly foldFile: (file: number, isFolded: boolean) => void;
  readonly showHunk: (hunk: number, isShown: boolean) => void;
};

export const BucketContext = createContext<Bucket | null>(null);

/** @throws outside a bucket. */
export function useShownBucket(): Bucket {
  const bucket = useContext(BucketContext);
  if (!bucket) throw new Error("useShownBucket outside a bucket");
  return bucket;
}
