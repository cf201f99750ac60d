"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import type { FlowExtras } from "@/lib/browser/review/flow-extras";
import type { ExpandedContext } from "@/lib/browser/review/use-expanded";
import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import type { OpenedStore } from "@/lib/browser/review/opened-store";
import type { PieceStore } from "@/lib/browser/review/piece-store";
import type { DifferencesSince } from "@/lib/browser/review/use-differences";
import type { ReadingOrder } from "@/lib/browser/review/use-reading-order";
import type { Placement } from "@/lib/core/classify/category";
import type { ReviewIndex } from "@/lib/core/review/review-index";
import type { HunkFilter, HunkList } from "@/lib/core/review/view-list";
import type { MoveOfHunk } from "@/lib/core/review/view-moves";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";

/** Where the reader is to be brought. A new object each time, also to the same place. */
export type Target = { readonly hunk: number; readonly line: AnchoredLine | null; readonly withFocus: boolean };

/** Where the reader is. */
export type Place = {
  /** The hunk the reader is at. */
  readonly current: number | null;
  readonly target: Target | null;
};

/** How many hunks a bucket has, and how many of them I opened. */
export type Counts = { readonly hunks: number; readonly opened: number };

/**
 * The bucket on the page. Hunks and files are indexes into the snapshot's columns.
 *
 * It stays the same while the reader moves and opens hunks: what is drawn from that asks `usePlace` and `useMarked`,
 * what happens later asks `place`, `openedAt` and the like when it happens.
 */
export type Bucket = {
  readonly snapshot: Snapshot;
  readonly index: ReviewIndex;
  /** Where each hunk is reviewed, by people's word or the rules'. */
  readonly placements: Uint8Array;
  readonly isLoading: boolean;
  /** Whether it is known whose files come first, or does not matter. */
  readonly isInOrder: boolean;
  /** All of the bucket, in the order of the page. */
  readonly list: HunkList;
  /** What passes the filter. */
  readonly visible: HunkList;
  readonly filter: HunkFilter;
  readonly setFilter: (change: Partial<HunkFilter>) => void;
  readonly order: ReadingOrder;
  /** Orders the bucket, also anew in the order it has. */
  readonly setOrder: (order: ReadingOrder) => void;
  readonly marks: OpenedStore;
  /** The same object as long as the numbers are the same. */
  readonly countsOf: (placement: Placement) => Counts;
  readonly openedAt: (hunk: number) => number | undefined;
  /** Whether a hunk took the place of one this reader had opened, and is not opened itself. */
  readonly isUpdated: (hunk: number) => boolean;
  readonly hasUpdated: () => boolean;
  readonly since: DifferencesSince | null;
  /** Which lines of a hunk moved to another, or came from one. */
  readonly movesOf: ReadonlyMap<number, readonly MoveOfHunk[]>;
  readonly place: () => Place;
  readonly setCurrent: (hunk: number | null) => void;
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

export const PlaceContext = createContext<Place>({ current: null, target: null });

/** Where the reader is; drawn anew with every step. */
export function usePlace(): Place {
  return useContext(PlaceContext);
}

/**
 * What the marks say of something, drawn anew only when they say something else.
 *
 * @param ask answers with the same object, or the same text or number, as long as nothing is different
 */
export function useMarked<Answer>(ask: (bucket: Bucket) => Answer): Answer {
  const bucket = useShownBucket();
  const read = () => ask(bucket);
  return useSyncExternalStore(bucket.marks.subscribe, read, read);
}
