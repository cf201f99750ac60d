"use client";

import { useSyncExternalStore } from "react";

export type DiffLayout = "unified" | "split";

const KEY = "review-diff-layout";
const CHANGED = "review-diff-layout-changed";
/** Two columns of code do not fit below this. */
const NARROW = "(max-width: 719px)";

/** How this person likes to read diffs, kept in the browser; always unified where the page is narrow. */
export function useDiffLayout(): readonly [DiffLayout, (layout: DiffLayout) => void] {
  const layout = useSyncExternalStore(subscribe, readLayout, () => "unified" as const);
  return [layout, chooseLayout];
}

function readLayout(): DiffLayout {
  const isNarrow = window.matchMedia(NARROW).matches;
  return !isNarrow && localStorage.getItem(KEY) === "split" ? "split" : "unified";
}

function chooseLayout(layout: DiffLayout): void {
  localStorage.setItem(KEY, layout);
  window.dispatchEvent(new Event(CHANGED));
}

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
