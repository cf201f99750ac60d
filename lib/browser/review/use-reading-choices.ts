"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { DiffLayout } from "@/lib/core/review/view-flow";

const LAYOUT = "review-diff-layout";
const WHITE_SPACE = "review-white-space";
const CHANGED = "review-reading-changed";
/** Two columns of code do not fit below this. */
const NARROW = "(max-width: 719px)";

export type ReadingChoices = {
  readonly layout: DiffLayout;
  /** Hunks in which only white space differs show their head alone. */
  readonly isQuiet: boolean;
  readonly isNarrow: boolean;
  readonly choose: (choice: { readonly layout: DiffLayout } | { readonly isQuiet: boolean }) => void;
};

/** How this person likes to read diffs, kept in the browser; always unified where the page is narrow. */
export function useReadingChoices(): ReadingChoices {
  const isNarrow = useSyncExternalStore(subscribe, readIsNarrow, () => false);
  const isSplit = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(LAYOUT) === "split",
    () => false,
  );
  const isQuiet = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(WHITE_SPACE) === "hidden",
    () => false,
  );
  return useMemo(() => ({ layout: isSplit && !isNarrow ? "split" : "unified", isQuiet, isNarrow, choose }), [isSplit, isQuiet, isNarrow]);
}

function readIsNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}

const choose: ReadingChoices["choose"] = (choice) => {
  if ("layout" in choice) localStorage.setItem(LAYOUT, choice.layout);
  else localStorage.setItem(WHITE_SPACE, choice.isQuiet ? "hidden" : "shown");
  window.dispatchEvent(new Event(CHANGED));
};

function subscribe(onChange: () => void): () => void {
  const narrow = window.matchMedia(NARROW);
  narrow.addEventListener("change", onChange);
  window.addEventListener("storage", onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    narrow.removeEventListener("change", onChange);
    window.removeEventListener("storage", onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}
