"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(min-width: 1100px)";

/** Whether there is room for a column beside the list; assumed until the browser has said. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => true,
  );
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(QUERY);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
