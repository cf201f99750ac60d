"use client";

import { useCallback, useEffect, useState } from "react";
import type { Digest } from "@/lib/core/digest";
import { hunkAnchor } from "./hunk-anchor";

/** Where the reader is. `move` counts places from it in a list of hunks. */
export type HunkCursor = {
  readonly currentId: Digest | null;
  /** Makes a hunk the current one without moving the page. */
  readonly point: (hunkId: Digest) => void;
  /** Brings a hunk into view and gives it the focus. */
  readonly goTo: (hunkId: Digest) => void;
};

/** The current hunk of a bucket; the focus, `aria-current` and the address follow it. */
export function useHunkCursor(): HunkCursor {
  const [currentId, setCurrentId] = useState<Digest | null>(null);
  const [target, setTarget] = useState<{ readonly hunkId: Digest } | null>(null);

  useEffect(() => {
    if (target === null) return;
    const element = document.getElementById(hunkAnchor(target.hunkId));
    element?.scrollIntoView({ block: "start" });
    element?.focus({ preventScroll: true });
  }, [target]);

  const goTo = useCallback((hunkId: Digest) => {
    setCurrentId(hunkId);
    setTarget({ hunkId });
    // With the state that is there, so that the router takes it for its own and fetches nothing.
    window.history.replaceState(window.history.state, "", `#${hunkAnchor(hunkId)}`);
  }, []);

  return { currentId, point: setCurrentId, goTo };
}

/**
 * The hunk some places on from the current one. When the reader scrolled away from it, the first hunk in
 * view is where they are.
 */
export function hunkAt(ids: readonly Digest[], currentId: Digest | null, step: 1 | -1): Digest | undefined {
  const at = currentId === null || !isInView(currentId) ? -1 : ids.indexOf(currentId);
  if (at !== -1) return ids[at + step];
  const seen = ids.findIndex(isInView);
  if (seen === -1) return step === 1 ? ids[0] : ids.at(-1);
  return step === 1 ? ids[seen] : ids[Math.max(0, seen - 1)];
}

function isInView(hunkId: Digest): boolean {
  const box = document.getElementById(hunkAnchor(hunkId))?.getBoundingClientRect();
  return box !== undefined && box.bottom > BARS_HEIGHT && box.top < window.innerHeight;
}

/** The top bar and the bar below it. */
const BARS_HEIGHT = 88;
