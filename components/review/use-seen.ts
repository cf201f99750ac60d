"use client";

import { useCallback, useEffect, useRef } from "react";
import type { FlowMove } from "@/lib/browser/review/use-flow-window";
import { type Flow, listMostlyShown } from "@/lib/core/review/view-flow";
import { useShownBucket } from "./bucket-context";

const LONG_ENOUGH_MS = 1_000;

/** Marks hunks opened once they were on screen long enough, in a page that is looked at. Returns what to call when the view moved. */
export function useSeen(flow: Flow): (move: FlowMove) => void {
  const { marks, pieces, openedAt } = useShownBucket();
  const since = useRef<ReadonlyMap<number, number>>(new Map());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ flow, marks, pieces, openedAt });
  const last = useRef<FlowMove | null>(null);

  useEffect(() => {
    latest.current = { flow, marks, pieces, openedAt };
  });

  const look = useCallback(() => {
    clearTimeout(timer.current);
    const move = last.current;
    const { flow: here, marks: known, pieces: read, openedAt: opened } = latest.current;
    if (move === null || known.status() === "loading") {
      timer.current = setTimeout(look, LONG_ENOUGH_MS);
      return;
    }
    if (document.visibilityState !== "visible") {
      since.current = new Map();
      return;
    }
    const now = performance.now();
    const shown = listMostlyShown(here, move.place, move.place + move.height).map((at) => here.list.hunks[at] ?? 0);
    // Only what has its lines was seen.
    const unread = shown.filter((hunk) => opened(hunk) === undefined);
    since.current = new Map(unread.map((hunk) => [hunk, read.detail(hunk) ? (since.current.get(hunk) ?? now) : now]));
    for (const [hunk, from] of since.current) {
      const id = read.detail(hunk)?.id;
      if (id !== undefined && now - from >= LONG_ENOUGH_MS) known.markSeen(id);
    }
    if (unread.length > 0) timer.current = setTimeout(look, LONG_ENOUGH_MS / 4);
  }, []);

  useEffect(() => {
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", look);
    };
  }, [look]);

  return useCallback(
    (move: FlowMove) => {
      last.current = move;
      const { flow: here } = latest.current;
      if (since.current.size > 0) {
        const shown = new Set(listMostlyShown(here, move.place, move.place + move.height).map((at) => here.list.hunks[at]));
        since.current = new Map([...since.current].filter(([hunk]) => shown.has(hunk)));
      }
      clearTimeout(timer.current);
      timer.current = setTimeout(look, LONG_ENOUGH_MS / 4);
    },
    [look],
  );
}
