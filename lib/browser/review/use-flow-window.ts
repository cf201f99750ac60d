"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { findLast, type Flow } from "@/lib/core/review/view-flow";
import { afterScroll, createScrollMap, mustRecentre, type ScrollPlace, toPhysical, toVirtual } from "@/lib/core/review/view-scroll";

/** What is drawn, in pixels of the list, and how far the list is from where the scroll bar has it. */
export type FlowWindow = {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
  /** It moves faster than anybody reads: what nobody can press yet may come later. */
  readonly isFast: boolean;
};

export type FlowMove = {
  /** The pixel of the list at the top of the view. */
  readonly place: number;
  readonly height: number;
  /** Pixels a millisecond, downward positive. */
  readonly speed: number;
};

export type FlowView = {
  readonly window: FlowWindow;
  /** Brings a pixel of the list to the top of the view, or so far below it. */
  readonly reveal: (pixel: number, below?: number) => void;
  /** Where the view is now. */
  readonly now: () => FlowMove;
};

type Anchor = { readonly hunk: number; readonly offset: number } | null;

/** Screens drawn on each side of the view; ahead when it moves fast. */
const DRAWN = 0.75;
const AHEAD = 1.1;
const BEHIND = 0.4;
/** A window is drawn anew when less than this is left; while it moves fast, a little with every frame. */
const LEFT = 0.35;
const LEFT_FAST = 0.8;
const FAST = 4;
const REST_MS = 150;
const START_HEIGHT = 900;

export type FlowWindowInput = {
  readonly flow: Flow;
  readonly scrollerRef: RefObject<HTMLElement | null>;
  readonly listRef: RefObject<HTMLElement | null>;
  /** The view moved or what it shows did; at most once a frame. */
  readonly onMove: (move: FlowMove) => void;
};

/** Which part of a list is drawn, while the page behind the scroll bar may be higher than a browser can make. */
export function useFlowWindow({ flow, scrollerRef, listRef, onMove }: FlowWindowInput): FlowView {
  const map = useMemo(() => createScrollMap(flow.height), [flow.height]);
  const [shown, setShown] = useState<FlowWindow>({ from: 0, to: START_HEIGHT * (1 + DRAWN), shift: 0, isFast: false });
  const size = useRef({ top: 0, height: START_HEIGHT });
  const latest = useRef({ flow, map, shown, onMove });
  const at = useRef<ScrollPlace>({ position: 0, place: 0 });
  const speed = useRef({ at: 0, value: 0 });
  const anchor = useRef<Anchor>(null);
  const pointerY = useRef<number | null>(null);
  const drawnFlow = useRef(flow);

  const draw = useCallback((isForced: boolean) => {
    const { height } = size.current;
    const { place, position } = at.current;
    const { shown: before, flow: now } = latest.current;
    const shift = place - position;
    const velocity = speed.current.value;
    const isFast = Math.abs(velocity) > FAST;
    const [up, down] = velocity > FAST ? [BEHIND, AHEAD] : velocity < -FAST ? [AHEAD, BEHIND] : [DRAWN, DRAWN];
    const left = isFast ? LEFT_FAST : LEFT;
    const isEnough =
      before.from <= Math.max(0, place - height * Math.min(up, left)) && before.to >= Math.min(now.height, place + height * (1 + Math.min(down, left)));
    if (isEnough && before.shift === shift && !isForced) return;
    const next = { from: Math.max(0, place - height * up), to: Math.min(now.height, place + height * (1 + down)), shift, isFast };
    latest.current = { ...latest.current, shown: next };
    setShown(next);
  }, []);

  /** Where the scroll bar is. The size of the view is noted too: asked for after something was drawn, the browser would lay it out at once. */
  const read = useCallback((): number => {
    const top = viewTop(scrollerRef.current);
    size.current = { top, height: viewHeight(scrollerRef.current) };
    return listRef.current ? top - listRef.current.getBoundingClientRect().top : 0;
  }, [scrollerRef, listRef]);

  const tell = useCallback(() => {
    const { top, height } = size.current;
    const { place } = at.current;
    anchor.current = findAnchor(latest.current.flow, place, height, pointerY.current === null ? null : pointerY.current - top);
    latest.current.onMove({ place, height, speed: speed.current.value });
  }, []);

  /** Moves the scroll bar to where a place belongs. */
  const settle = useCallback(
    (place: number) => {
      const wanted = toPhysical(latest.current.map, place);
      const here = read();
      if (Math.abs(wanted - here) >= 0.5) scrollTarget(scrollerRef.current).scrollBy({ top: wanted - here, behavior: "instant" });
      const position = read();
      // The bar may be at its end before the place is: then the place gives way, once everything has its height.
      const isAtEnd = Math.abs(position - wanted) >= 1.5;
      at.current = { position, place: isAtEnd ? toVirtual(latest.current.map, position) : place };
    },
    [read, scrollerRef],
  );

  const reveal = useCallback(
    (pixel: number, below = 0) => {
      speed.current = { at: performance.now(), value: 0 };
      settle(pixel - below);
      flushSync(() => draw(true));
      tell();
    },
    [settle, draw, tell],
  );

  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    const scroller = scrollerRef.current;
    const listen = (event?: Event) => {
      const before = at.current;
      const next = afterScroll(latest.current.map, before, read());
      const time = event?.timeStamp ?? performance.now();
      const span = time - speed.current.at;
      speed.current = { at: time, value: span > 0 && span < REST_MS ? (next.place - before.place) / span : 0 };
      at.current = next;
      if (mustRecentre(latest.current.map, next)) settle(next.place);
      flushSync(() => draw(false));
      tell();
      clearTimeout(rest);
      rest = setTimeout(() => {
        speed.current = { ...speed.current, value: 0 };
        if (Math.abs(toPhysical(latest.current.map, at.current.place) - at.current.position) >= 1) settle(at.current.place);
        draw(true);
        tell();
      }, REST_MS);
    };
    const point = (event: PointerEvent) => {
      pointerY.current = event.type === "pointerleave" || event.pointerType !== "mouse" ? null : event.clientY;
    };
    const resized = new ResizeObserver(() => {
      // What stands above the list became higher or lower.
      const moved = read() - at.current.position;
      if (at.current.position > 0 && Math.abs(moved) >= 1) scrollTarget(scroller).scrollBy({ top: -moved, behavior: "instant" });
      const position = read();
      at.current = { position, place: position + at.current.place - at.current.position };
      draw(true);
      tell();
    });
    const start = read();
    at.current = { position: start, place: toVirtual(latest.current.map, start) };
    draw(true);
    tell();
    const passive = { passive: true } as const;
    // Where the page is narrow the window scrolls, else the pane does.
    scroller?.addEventListener("scroll", listen, passive);
    window.addEventListener("scroll", listen, passive);
    scroller?.addEventListener("pointermove", point, passive);
    scroller?.addEventListener("pointerleave", point, passive);
    if (scroller) resized.observe(scroller);
    if (listRef.current?.previousElementSibling) resized.observe(listRef.current.previousElementSibling);
    return () => {
      clearTimeout(rest);
      scroller?.removeEventListener("scroll", listen);
      window.removeEventListener("scroll", listen);
      scroller?.removeEventListener("pointermove", point);
      scroller?.removeEventListener("pointerleave", point);
      resized.disconnect();
    };
  }, [scrollerRef, listRef, read, settle, draw, tell]);

  // What is above may have become higher or lower: what the reader looks at stays where it is.
  useLayoutEffect(() => {
    const before = drawnFlow.current;
    drawnFlow.current = flow;
    latest.current = { flow, map, shown: latest.current.shown, onMove };
    if (before === flow) return;
    const held = anchor.current;
    const position = held === null ? -1 : flow.list.hunks.indexOf(held.hunk);
    const isReading = at.current.position > 0;
    if (held !== null && position !== -1 && isReading) settle((flow.hunkTops[position] ?? 0) + held.offset);
    else if (at.current.place > flow.height) settle(0);
    else if (flow.height !== before.height) {
      const start = read();
      at.current = { position: start, place: toVirtual(map, start) };
    }
    draw(true);
    tell();
  }, [flow, map, onMove, settle, draw, tell, read]);

  const now = useCallback(() => ({ place: at.current.place, height: size.current.height, speed: speed.current.value }), []);
  return useMemo(() => ({ window: shown, reveal, now }), [shown, reveal, now]);
}

/** The hunk under the pointer, or else the first that begins in view, and how far it is from the top. */
function findAnchor({ hunkTops, list }: Flow, place: number, height: number, pointer: number | null): Anchor {
  if (list.hunks.length === 0) return null;
  const isInside = pointer !== null && pointer >= 0 && pointer <= height;
  let position = findLast(hunkTops, isInside ? place + pointer : place, list.hunks.length);
  const next = hunkTops[position + 1];
  if (!isInside && (hunkTops[position] ?? 0) < place && next !== undefined && next < place + height) position += 1;
  return { hunk: list.hunks[position] ?? 0, offset: place - (hunkTops[position] ?? 0) };
}

/** Below this the window scrolls, as the style sheet says. */
const NARROW = "(max-width: 719px)";

function isPane(scroller: HTMLElement | null): scroller is HTMLElement {
  return scroller !== null && !window.matchMedia(NARROW).matches;
}

function scrollTarget(scroller: HTMLElement | null): HTMLElement | Window {
  return isPane(scroller) ? scroller : window;
}

/** Below the bar that stays at the top where the window scrolls. */
function viewTop(scroller: HTMLElement | null): number {
  return isPane(scroller)
    ? scroller.getBoundingClientRect().top
    : Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--h-top")) || 0;
}

function viewHeight(scroller: HTMLElement | null): number {
  const height = isPane(scroller) ? scroller.clientHeight : window.innerHeight - viewTop(scroller);
  return height > 0 ? height : START_HEIGHT;
}
