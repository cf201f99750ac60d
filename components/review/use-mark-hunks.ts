"use client";

import { useCallback } from "react";
import { useShownBucket } from "./bucket-context";
import { useSay } from "./toast-context";

/** Marks hunks opened, or not after all, also far from the view, and offers to take that back. */
export function useMarkHunks(): (hunks: ArrayLike<number>, isOpened: boolean, what: string) => void {
  const { index, marks, snapshot, openedAt } = useShownBucket();
  const say = useSay();

  return useCallback(
    (hunks, isOpened, what) => {
      const wanted = Array.from(hunks).filter((hunk) => (openedAt(hunk) !== undefined) !== isOpened);
      if (wanted.length === 0) return;
      const place = { snapshot: snapshot.number, hunks: wanted, keys: wanted.map((hunk) => index.hunks.keys[hunk] ?? -1) };
      marks.markAt(place, isOpened);
      say({ words: `${what} marked as ${isOpened ? "opened" : "not opened"}`, undo: () => marks.markAt(place, !isOpened) });
    },
    [index, marks, snapshot.number, openedAt, say],
  );
}
