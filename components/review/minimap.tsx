"use client";

import { type KeyboardEvent, memo, type MouseEvent, type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import type { FlowMove } from "@/lib/browser/review/use-flow-window";
import { describeHunk } from "@/lib/core/review/view-list";
import { type Flow, findLast } from "@/lib/core/review/view-flow";
import { toneOf } from "@/lib/core/review/view-tone";
import { listMapRuns, type MapMark } from "@/lib/core/review/view-map";
import { usePlace, useShownBucket } from "./bucket-context";

export type MinimapProps = {
  flow: Flow;
  /** Told where the view is, without drawing anything anew. */
  moveRef: RefObject<((move: FlowMove) => void) | null>;
};

/** Marks that come within this time are drawn together. */
const SOON_MS = 250;
const COLOURS: Record<MapMark, string> = { loss: "--st-failed", care: "--st-skipped", "not-opened": "--st-outdated", opened: "--line-ctl" };

/** The whole bucket beside the diff: a bar for what is flagged, half a one where it only wants care, a frame for what is not opened, a block for the rest. */
export const Minimap = memo(function Minimap({ flow, moveRef }: MinimapProps) {
  const { index, marks, openedAt, lookAt } = useShownBucket();
  const { current } = usePlace();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const viewRef = useRef<HTMLElement>(null);
  const { hunks } = flow.list;
  const at = current === null ? 0 : Math.max(0, hunks.indexOf(current));

  useImperativeHandle(moveRef, () => ({ place, height }: FlowMove) => {
    const view = viewRef.current;
    if (!view) return;
    view.style.top = `${(100 * Math.max(0, place)) / flow.height}%`;
    view.style.height = `${Math.min(100, (100 * height) / flow.height)}%`;
  });

  useEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return;
    const draw = () => {
      const { width, height } = canvas.getBoundingClientRect();
      const context = canvas.getContext("2d");
      if (!context || height === 0) return;
      const scale = window.devicePixelRatio;
      canvas.width = width * scale;
      canvas.height = height * scale;
      context.scale(scale, scale);
      const style = getComputedStyle(canvas);
      const markOf = (hunk: number): MapMark => toneOf(index, hunk) ?? (openedAt(hunk) === undefined ? "not-opened" : "opened");
      for (const { mark, from, to } of listMapRuns(flow, Math.floor(height), markOf)) {
        context.fillStyle = context.strokeStyle = style.getPropertyValue(COLOURS[mark]);
        const rows = Math.max(2, to - from - 1);
        if (mark === "not-opened") context.strokeRect(6.5, from + 0.5, width - 13, rows - 1);
        else if (mark === "opened") context.fillRect(6, from, width - 12, rows);
        else context.fillRect(3, from, mark === "loss" ? width - 6 : (width - 6) / 2, rows);
      }
    };
    let soon: ReturnType<typeof setTimeout> | undefined;
    const drawSoon = () => {
      soon ??= setTimeout(() => {
        soon = undefined;
        draw();
      }, SOON_MS);
    };
    const unsubscribe = marks.subscribe(drawSoon);
    // Tells its size at once too, when the page has its layout.
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    const scheme = window.matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      clearTimeout(soon);
      unsubscribe();
      observer.disconnect();
      themed.disconnect();
      scheme.removeEventListener("change", draw);
    };
  }, [flow, index, marks, openedAt]);

  const point = ({ currentTarget, clientY }: MouseEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const hunk = hunks[findLast(flow.hunkTops, ((clientY - box.top) / box.height) * flow.height, hunks.length)];
    if (hunk !== undefined) lookAt(hunk);
  };
  const press = (event: KeyboardEvent) => {
    const isFlagged = (hunk: number) => index.hunks.flags[hunk] !== 0;
    const flagged =
      event.key === "PageDown"
        ? hunks.findIndex((hunk, position) => position > at && isFlagged(hunk))
        : hunks.findLastIndex((hunk, position) => position < at && isFlagged(hunk));
    const next: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: hunks.length - 1, PageDown: flagged, PageUp: flagged };
    const hunk = hunks[next[event.key] ?? -1];
    if (next[event.key] === undefined) return;
    event.preventDefault();
    if (hunk !== undefined) lookAt(hunk);
  };

  if (hunks.length === 0) return null;
  return (
    <div
      className="map"
      role="slider"
      tabIndex={0}
      aria-label="Place in this bucket. Arrows go by hunk, page keys by flagged hunk"
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={hunks.length}
      aria-valuenow={at + 1}
      aria-valuetext={`Hunk ${at + 1} of ${hunks.length}, ${describeHunk(index, hunks[at] ?? 0)}`}
      title="Bar: flagged, something may be lost. Half a bar: flagged, wants care. Frame: not opened. Block: opened."
      onClick={point}
      onKeyDown={press}
    >
      <canvas ref={canvasRef} />
      <i ref={viewRef} className="win" />
    </div>
  );
});
