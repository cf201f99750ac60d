"use client";

import { useCallback } from "react";
import { loadPieces } from "@/lib/browser/queries/snapshot";
import { PIECES_A_REQUEST } from "@/lib/contract/review-api";
import type { Digest } from "@/lib/core/digest";
import { useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";
import { useSay } from "./toast-context";

/** Marks hunks opened, or not after all, and offers to take that back. */
export function useMarkHunks(): (hunks: ArrayLike<number>, isOpened: boolean, what: string) => void {
  const { upgrade } = useReview();
  const { marks, pieces, snapshot, openedAt } = useShownBucket();
  const say = useSay();

  return useCallback(
    (hunks, isOpened, what) => {
      const wanted = Array.from(hunks).filter((hunk) => (openedAt(hunk) !== undefined) !== isOpened);
      if (wanted.length === 0) return;
      const known = wanted.map((hunk) => pieces.detail(hunk)?.id);
      const mark = (ids: readonly Digest[]) => {
        marks.mark(ids, isOpened);
        say({ words: `${what} marked as ${isOpened ? "opened" : "not opened"}`, undo: () => marks.mark(ids, !isOpened) });
      };
      if (known.every((id) => id !== undefined)) return mark(known);
      loadIds(upgrade.id, snapshot.number, wanted).then(mark, () => say({ words: `${what} was not marked: the dashboard did not answer` }));
    },
    [upgrade.id, marks, pieces, snapshot.number, openedAt, say],
  );
}

/** Ids of hunks that are not near the view. */
async function loadIds(upgradeId: string, number: number, hunks: readonly number[]): Promise<readonly Digest[]> {
  const ids: Digest[] = [];
  for (let from = 0; from < hunks.length; from += PIECES_A_REQUEST) {
    const pieces = hunks.slice(from, from + PIECES_A_REQUEST).map((hunk) => ({ hunk, before: 0, after: 0, from: 0, to: 0 }));
    const answer = await loadPieces(upgradeId, number, "unified", pieces, new AbortController().signal);
    ids.push(...answer.hunks.map(({ id }) => id));
  }
  return ids;
}
