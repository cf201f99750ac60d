"use client";

import { useCallback, useMemo, useState } from "react";
import type { OrderChoice, ReadingOrder } from "@/lib/browser/review/use-reading-order";
import { type HunkList, putOwedFirst } from "@/lib/core/review/view-list";

export type OwedFirstInput = {
  readonly inOrder: HunkList;
  /** How many hunks the snapshot has. */
  readonly count: number;
  readonly ordered: OrderChoice;
  /** What is read: another bucket or snapshot is ordered anew. */
  readonly of: string;
  /** Whether it is known what was opened. */
  readonly isKnown: boolean;
  readonly openedAt: (hunk: number) => number | undefined;
};

/** The bucket in the order the reader chose; what is opened while it is read stays where it is. */
export function useOwedFirst({ inOrder, count, ordered, of, isKnown, openedAt }: OwedFirstInput) {
  const [started, setStarted] = useState<{ readonly of: string; readonly owed: Uint8Array } | null>(null);
  const owed = started?.of === of ? started.owed : null;
  if (owed === null && isKnown) setStarted({ of, owed: listOwed(inOrder, count, openedAt) });

  const list = useMemo(
    () => (ordered.order === "files" || owed === null ? inOrder : putOwedFirst(inOrder, (hunk) => owed[hunk] === 1)),
    [inOrder, ordered.order, owed],
  );
  const { choose } = ordered;
  const setOrder = useCallback(
    (order: ReadingOrder) => {
      // What was opened by now goes behind what is still owed.
      if (order === "yours") setStarted(null);
      choose(order);
      document.querySelector(".flow")?.scrollTo({ top: 0 });
    },
    [choose],
  );
  return { list, isInOrder: ordered.order === "files" || owed !== null, order: ordered.order, setOrder };
}

/** By hunk: 1 for one of the list that is not opened. */
function listOwed({ hunks }: HunkList, count: number, openedAt: OwedFirstInput["openedAt"]): Uint8Array {
  const owed = new Uint8Array(count);
  for (const hunk of hunks) if (openedAt(hunk) === undefined) owed[hunk] = 1;
  return owed;
}
