"use client";

import { type RefObject, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type FlowMove, useFlowWindow } from "@/lib/browser/review/use-flow-window";
import { anchorOf } from "@/lib/browser/review/hunk-anchor";
import { isPicture } from "@/lib/core/review/view-path";
import { fileOf } from "@/lib/core/review/review-index";
import { filePositionOf } from "@/lib/core/review/view-list";
import { createScrollMap } from "@/lib/core/review/view-scroll";
import { type FlowState, layOut, rangeBetween, shapeHunks } from "@/lib/core/review/view-flow";
import { createPortal } from "react-dom";
import { usePlace, useShownBucket } from "./bucket-context";
import { FileBlock } from "./file-block";
import { NARROW_METRICS, WIDE_METRICS } from "./flow-metrics";
import { listWanted } from "./list-wanted";
import { Minimap } from "./minimap";
import { isRowOpen, rowOfLine } from "./row-of-line";
import { useReview } from "./review-context";
import { usePartners } from "./use-partners";
import { useSeen } from "./use-seen";

/** Positions count from here, so that none is larger than a browser can place. */
const GRID = 100_000;

export type DiffListProps = {
  scrollerRef: RefObject<HTMLElement | null>;
  /** Where the small map is drawn. */
  mapRef: RefObject<HTMLElement | null>;
};

/** The files of the bucket: only what is in view, and some around it, is drawn; everything has its place from the start. */
export function DiffList({ scrollerRef, mapRef }: DiffListProps) {
  const { layout, isNarrow } = useReview();
  const { index, visible, extras, expanded, folds, pieces, setCurrent } = useShownBucket();
  const { current, target } = usePlace();
  const listRef = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const heights = useSyncExternalStore(extras.subscribe, extras.heights, extras.heights);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const list = listRef.current;
    if (!list) return;
    const observer = new ResizeObserver(() => setWidth(list.clientWidth));
    observer.observe(list);
    return () => observer.disconnect();
  }, []);
  const metrics = isNarrow ? NARROW_METRICS : WIDE_METRICS;

  const shapes = useMemo(() => shapeHunks(index, visible, layout), [index, visible, layout]);
  const state = useMemo(
    (): FlowState => ({
      foldedFiles: folds.files,
      isClosed: folds.isClosed,
      extras: heights,
      expanded: new Map([...expanded.byHunk].map(([hunk, { above, below, isAtEnd }]) => [hunk, { above: above.length, below: below.length, isAtEnd }])),
      isPicture: (hunk) => isPicture(index.files.paths[fileOf(index, hunk)] ?? ""),
    }),
    [index, folds.files, folds.isClosed, heights, expanded.byHunk],
  );
  const flow = useMemo(() => layOut(visible, shapes, state, metrics), [visible, shapes, state, metrics]);

  const see = useSeen(flow);
  // The lines come first.
  const isMapReady = useDeferredValue(true, false);
  const moveMap = useRef<((move: FlowMove) => void) | null>(null);
  const onMove = useCallback(
    (move: FlowMove) => {
      const { pieces: wanted, near } = listWanted(flow, state, move);
      pieces.want(wanted, near);
      moveMap.current?.(move);
      see(move);
    },
    [pieces, flow, state, see],
  );
  const { window: shown, reveal, now } = useFlowWindow({ flow, scrollerRef, listRef, onMove });

  useEffect(() => {
    if (isMapReady) moveMap.current?.(now());
  }, [isMapReady, now]);

  // Brings the reader to where they asked to go; the target stays, the way there is made once.
  const reached = useRef<{ readonly target: typeof target; readonly isExact: boolean }>({ target: null, isExact: true });
  const partners = usePartners(target?.hunk ?? -1);
  useEffect(() => {
    if (target === null) return;
    // Side by side a line may have its place only once its hunk was read: near it first, then there.
    const isExact = target.line === null || !isRowOpen(index, target.hunk, layout, pieces);
    if (reached.current.target === target && (reached.current.isExact || !isExact)) return;
    const at = visible.hunks.indexOf(target.hunk);
    if (at === -1) return;
    reached.current = { target, isExact };
    const top = flow.hunkTops[at] ?? 0;
    const row = target.line === null ? null : rowOfLine(index, flow, state, extras, at, target.line, layout, partners);
    const isFirstOfFile = visible.firstOf.includes(at);
    const view = now();
    const isInView = row !== null && top + row > view.place + metrics.fileHead && top + row < view.place + view.height - metrics.row * 2;
    if (isInView) reveal(view.place);
    else if (row !== null && row + metrics.row * 4 > view.height) reveal(top + row, view.height / 3);
    else reveal(top, metrics.fileHead + (isFirstOfFile ? 6 : 0));
    if (target.withFocus) document.getElementById(anchorOf(index, target.hunk))?.focus({ preventScroll: true });
  }, [target, visible, flow, state, extras, index, layout, metrics, pieces, partners, now, reveal]);

  const range = rangeBetween(flow, shown.from, shown.to);
  const base = Math.max(0, Math.floor(shown.from / GRID) * GRID - GRID);
  const end = Math.min(flow.height, Math.ceil(shown.to / GRID) * GRID + GRID);
  const files: number[] = [];
  for (let at = range.fromFile; at < range.toFile; at += 1) files.push(at);
  // What has the focus stays, wherever the view goes.
  const focusedAt = focused === null ? -1 : visible.hunks.indexOf(focused);
  const focusedFile = focusedAt === -1 ? -1 : filePositionOf(visible, focusedAt);
  if (focusedFile !== -1 && !files.includes(focusedFile)) files.splice(focusedFile < range.fromFile ? 0 : files.length, 0, focusedFile);

  const currentFile = current === null ? -1 : fileOf(index, current);
  const targetFile = target === null ? -1 : fileOf(index, target.hunk);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div
      ref={listRef}
      className={shown.isFast ? "flow-list flow-fast" : "flow-list"}
      style={{ height: createScrollMap(flow.height).physical }}
      onFocus={({ target: element }) => {
        const hunk = hunkOf(element);
        setFocused(hunk);
        if (hunk !== null && hunk !== current) setCurrent(hunk);
      }}
      onBlur={({ relatedTarget }) => {
        if (!listRef.current?.contains(relatedTarget)) setFocused(null);
      }}
    >
      {isMapReady && mapRef.current && createPortal(<Minimap flow={flow} moveRef={moveMap} />, mapRef.current)}
      <div className="flow-window" style={{ top: base - shown.shift }}>
        {files.map((at) => (
          <FileBlock
            key={visible.files[at]}
            at={at}
            flow={flow}
            state={state}
            from={Math.max(shown.from, flow.fileTops[at] ?? 0)}
            to={Math.min(shown.to, (flow.fileTops[at] ?? 0) + (flow.fileHeights[at] ?? 0))}
            base={base}
            end={end}
            keep={focusedAt}
            current={visible.files[at] === currentFile ? current : null}
            target={visible.files[at] === targetFile ? target : null}
            width={width}
            isFast={shown.isFast}
          />
        ))}
      </div>
    </div>
  );
}

/** The hunk an element is in. */
function hunkOf(element: Element): number | null {
  const hunk = element.closest("[data-hunk]")?.getAttribute("data-hunk");
  return hunk === null || hunk === undefined ? null : Number(hunk);
}
