"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useShownBucket } from "./bucket-context";
import type { Partners } from "./row-of-line";

/** Which lines of a hunk stand beside each other; null as long as it was not read, or where they stand in order. */
export function usePartners(hunk: number): Partners {
  const { pieces } = useShownBucket();
  return useSyncExternalStore(
    pieces.subscribe,
    useCallback(() => pieces.detail(hunk)?.partners ?? null, [pieces, hunk]),
    () => null,
  );
}

/** The same of many hunks: a way to ask, another one each time that more is known. */
export function usePartnersOf(hunks: readonly number[]): (hunk: number) => Partners {
  const { pieces } = useShownBucket();
  const known = useSyncExternalStore(
    pieces.subscribe,
    () => hunks.map((hunk) => (pieces.detail(hunk)?.partners ? "1" : "0")).join(""),
    () => "",
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known may say something else
  return useCallback((hunk: number) => pieces.detail(hunk)?.partners ?? null, [pieces, known]);
}
