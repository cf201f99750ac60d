"use client";

import { useSyncExternalStore } from "react";

/** The time in steps, so that every reader of one step sees the same value. */
export function useNow(stepMs: number): number | null {
  return useSyncExternalStore(
    (onChange) => {
      const timer = setInterval(onChange, stepMs);
      return () => clearInterval(timer);
    },
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => null,
  );
}
