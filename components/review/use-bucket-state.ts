"use client";

import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { loadPieces, useMoves, useReviewIndex } from "@/lib/browser/queries/snapshot";
import { createFlowExtras } from "@/lib/browser/review/flow-extras";
import { goToBucket } from "@/lib/browser/review/go-to-bucket";
import { type AnchoredLine, anchorOf, lineAnchor } from "@/lib/browser/review/hunk-anchor";
import { createPieceStore } from "@/lib/browser/review/piece-store";
import type { OpenedStore } from "@/lib/browser/review/opened-store";
import { type Difference, useDifferences } from "@/lib/browser/review/use-differences";
import { useExpanded } from "@/lib/browser/review/use-expanded";
import { useOpenedMarks } from "@/lib/browser/review/use-opened-marks";
import type { Placement } from "@/lib/core/classify/category";
import { buildReviewIndex, fileOf, PLACEMENT_ORDER, type ReviewIndex, toHunkKey } from "@/lib/core/review/review-index";
import { filterList, type HunkFilter, listBucket, NO_FILTER, placeHunks } from "@/lib/core/review/view-list";
import { listOwed } from "@/lib/core/review/view-owed";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import type { Bucket, Counts, Place, WholeLinePlace } from "./bucket-context";
import { useFolds } from "./use-folds";
import { useOwedFirst } from "./use-owed-first";
import { bucketHref, placementText } from "./placement-text";
import { useReview } from "./review-context";

const NOTHING: ReviewIndex = buildReviewIndex([]);
const NO_COUNTS: Counts = { hunks: 0, opened: 0 };

type Kept = {
  readonly of: string;
  readonly filter: HunkFilter;
  readonly place: Place;
  readonly wholeLines: readonly WholeLinePlace[];
};
const EMPTY: Omit<Kept, "of"> = { filter: NO_FILTER, place: { current: null, target: null }, wholeLines: [] };

/** Everything the panes share about the bucket on the page, and where the reader is in it. */
export function useBucketState(snapshot: Snapshot): { readonly bucket: Bucket; readonly place: Place } {
  const { upgrade, me, placement, shown, ordered, layout, isQuiet } = useReview();
  const query = useReviewIndex(upgrade.id, snapshot.number);
  const index = query.data ?? NOTHING;
  const of = `${snapshot.number} ${placement}`;
  const [stored, setKept] = useState<Kept>({ of, ...EMPTY });
  const kept = stored.of === of ? stored : { of, ...EMPTY };
  if (stored !== kept) setKept(kept);
  const { filter, place } = kept;
  const latest = useRef(place);
  useLayoutEffect(() => {
    latest.current = place;
  }, [place]);

  const placements = useMemo(() => placeHunks(index, shown.assignments), [index, shown.assignments]);
  const inOrder = useMemo(() => listBucket(index, placements, placement), [index, placements, placement]);
  const marks = useOpenedMarks(upgrade.id);
  const openedAt = useCallback((hunk: number) => marks.openedAt(index.hunks.keys[hunk] ?? -1), [marks, index]);
  const status = useSyncExternalStore(marks.subscribe, marks.status, marks.status);
  const isLoading = query.isPending;
  // Putting a bucket in order and drawing it takes a while where it is large: that waits for what the reader does.
  const isReady = query.isSuccess && status !== "loading";
  const isKnown = useDeferredValue(isReady) && isReady;
  const { list, isInOrder, order, setOrder } = useOwedFirst({ inOrder, count: index.hunks.count, ordered, of, isKnown, openedAt });
  const visible = useMemo(() => filterList(index, list, filter), [index, list, filter]);
  const { since, differences } = useDifferences({ upgrade, snapshot, placement, personId: me.id });
  const { isUpdated, hasUpdated } = useMemo(() => findUpdated(differences, snapshot, marks, openedAt), [differences, snapshot, marks, openedAt]);
  const movesOf = useMoves(upgrade.id, snapshot.number, isKnown);
  const countsOf = useMemo(() => createCounts(index, placements, marks), [index, placements, marks]);

  const pieces = useMemo(
    () => createPieceStore((wanted, signal) => loadPieces(upgrade.id, snapshot.number, layout, wanted, signal)),
    [upgrade.id, snapshot.number, layout],
  );
  useEffect(() => () => pieces.close(), [pieces]);
  // Heights belong to the hunks of one snapshot.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another snapshot has others
  const extras = useMemo(() => createFlowExtras(), [snapshot.number]);

  const expanded = useExpanded(upgrade.id, snapshot.number, index);
  const folds = useFolds(index, isQuiet, of);

  const setFilter = useCallback((change: Partial<HunkFilter>) => setKept((now) => ({ ...now, filter: { ...now.filter, ...change } })), []);
  const setCurrent = useCallback(
    (current: number | null) => setKept((now) => (now.place.current === current ? now : { ...now, place: { ...now.place, current } })),
    [],
  );
  const { foldFile, showHunk } = folds;
  const goTo = useCallback(
    (hunk: number, line: AnchoredLine | null = null, withFocus = true) => {
      foldFile(fileOf(index, hunk), false);
      if (line) showHunk(hunk, true);
      setKept((now) => ({
        ...now,
        place: { current: hunk, target: { hunk, line, withFocus } },
        filter: filterList(index, listBucket(index, placements, placement), now.filter).hunks.includes(hunk) ? now.filter : NO_FILTER,
      }));
      // With the state that is there, so that the router takes it for its own and fetches nothing.
      window.history.replaceState(window.history.state, "", `#${line ? lineAnchor(index, hunk, line) : anchorOf(index, hunk)}`);
    },
    [index, placements, placement, foldFile, showHunk],
  );

  const lookAt = useCallback((hunk: number) => setKept((now) => ({ ...now, place: { current: hunk, target: { hunk, line: null, withFocus: false } } })), []);

  const showWhole = useCallback((place: WholeLinePlace) => setKept((now) => ({ ...now, wholeLines: [...withoutLine(now.wholeLines, place), place] })), []);
  const foldWhole = useCallback((place: WholeLinePlace) => setKept((now) => ({ ...now, wholeLines: withoutLine(now.wholeLines, place) })), []);

  const goToOwed = useCallback(
    (step: 1 | -1) => {
      const { hunks } = list;
      const { current } = latest.current;
      const at = current === null ? (step === 1 ? -1 : hunks.length) : hunks.indexOf(current);
      const next = findOwed(hunks, at, step, openedAt);
      if (next !== undefined) return goTo(next);
      const owed = listOwed(upgrade, me).find((other) => other !== placement);
      if (owed) goToBucket(bucketHref(upgrade.id, owed), placementText(owed).title);
    },
    [list, openedAt, goTo, upgrade, me, placement],
  );
  const now = useCallback(() => latest.current, []);
  const { wholeLines } = kept;

  const bucket = useMemo(
    (): Bucket => ({
      snapshot,
      index,
      placements,
      isLoading,
      isInOrder,
      list,
      visible,
      filter,
      setFilter,
      order,
      setOrder,
      marks,
      countsOf,
      openedAt,
      isUpdated,
      hasUpdated,
      since,
      movesOf,
      place: now,
      setCurrent,
      goTo,
      lookAt,
      goToOwed,
      pieces,
      extras,
      expanded,
      wholeLines,
      showWhole,
      foldWhole,
      folds,
    }),
    [
      snapshot,
      index,
      placements,
      isLoading,
      isInOrder,
      list,
      visible,
      filter,
      setFilter,
      order,
      setOrder,
      marks,
      countsOf,
      openedAt,
      isUpdated,
      hasUpdated,
      since,
      movesOf,
      now,
      setCurrent,
      goTo,
      lookAt,
      goToOwed,
      pieces,
      extras,
      expanded,
      wholeLines,
      showWhole,
      foldWhole,
      folds,
    ],
  );
  return { bucket, place };
}

function withoutLine(places: readonly WholeLinePlace[], { hunk, line }: WholeLinePlace): readonly WholeLinePlace[] {
  return places.filter((other) => other.hunk !== hunk || other.line.side !== line.side || other.line.line !== line.line);
}

/** The next hunk not opened after a position, else the first of all that are not. */
function findOwed(hunks: Uint32Array, from: number, step: 1 | -1, openedAt: (hunk: number) => number | undefined): number | undefined {
  const count = hunks.length;
  for (let tried = 1; tried <= count; tried += 1) {
    const hunk = hunks[(((from + step * tried) % count) + count) % count];
    if (hunk !== undefined && openedAt(hunk) === undefined) return hunk;
  }
  return undefined;
}

/** Counts by bucket, made anew when a mark changed; the same object where its numbers are the same. */
function createCounts(index: ReviewIndex, placements: Uint8Array, marks: OpenedStore): (placement: Placement) => Counts {
  const countOpened = createCounter(index, placements);
  let counted = -1;
  let counts: readonly Counts[] = PLACEMENT_ORDER.map(() => NO_COUNTS);
  return (placement) => {
    if (counted !== marks.version()) {
      counted = marks.version();
      const before = counts;
      counts = countOpened(marks.openedKeys()).map((now, at) => {
        const was = before[at];
        return was?.hunks === now.hunks && was.opened === now.opened ? was : now;
      });
    }
    return counts[PLACEMENT_ORDER.indexOf(placement)] ?? NO_COUNTS;
  };
}

/** What the buckets hold is counted once, what of it is opened as often as that changes. */
function createCounter({ hunks: { keys } }: ReviewIndex, placements: Uint8Array): (openedKeys: ReadonlySet<number>) => readonly Counts[] {
  const totals = tally(placements, () => true);
  return (openedKeys) => {
    const opened = openedKeys.size === 0 ? null : tally(placements, (hunk) => openedKeys.has(keys[hunk] ?? -1));
    return PLACEMENT_ORDER.map((_placement, at) => ({ hunks: totals[at] ?? 0, opened: opened?.[at] ?? 0 }));
  };
}

function tally(placements: Uint8Array, counts: (hunk: number) => boolean): Uint32Array {
  const tallies = new Uint32Array(PLACEMENT_ORDER.length);
  for (let hunk = 0; hunk < placements.length; hunk += 1) {
    const placement = placements[hunk] ?? 0;
    if (counts(hunk)) tallies[placement] = (tallies[placement] ?? 0) + 1;
  }
  return tallies;
}

/** Hunks that took the place of one that was opened, and are not opened themselves. */
function findUpdated(differences: readonly Difference[], { number }: Snapshot, marks: OpenedStore, openedAt: (hunk: number) => number | undefined) {
  const formerKeys = new Map<number, number>();
  for (const { kind, now, was } of differences) if (kind === "changed" && now?.snapshot === number && was) formerKeys.set(now.hunk, toHunkKey(was.id));
  const isUpdated = (hunk: number): boolean => {
    const former = formerKeys.get(hunk);
    return former !== undefined && marks.openedAt(former) !== undefined && openedAt(hunk) === undefined;
  };
  return { isUpdated, hasUpdated: () => [...formerKeys.keys()].some(isUpdated) };
}
