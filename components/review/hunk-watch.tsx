"use client";

import type { RefObject } from "react";
import { useOnScreen } from "@/lib/browser/review/use-on-screen";
import type { Digest } from "@/lib/core/digest";
import { useShownBucket } from "./bucket-context";

export type HunkWatchProps = { watched: RefObject<Element | null>; hunkId: Digest; isOpened: boolean };

const LONG_ENOUGH_MS = 1_000;

/** Marks a hunk opened once it was on screen long enough; draws nothing. */
export function HunkWatch({ watched, hunkId, isOpened }: HunkWatchProps) {
  const { marks } = useShownBucket();
  useOnScreen(watched, LONG_ENOUGH_MS, !isOpened && !marks.isLoading, () => marks.markSeen(hunkId));
  return null;
}
