"use client";

import { useCallback, useMemo, useState } from "react";
import type { OrderChoice, ReadingOrder } from "@/lib/browser/review/use-reading-order";
import { type HunkList, putOwedFirst } from "@/lib/core/review/view-list";

export type OwedFirstInput = {
  readonly inOrder: HunkList;
  readonly ordered: OrderChoice;
  /** What is read: another bucket or snapshot is ordered anew. */
  readonly of: string;
  /** Whether it is known what was opened. */
  readonly isKnown: boolean;
  readonly openedAt: (hunk: number) => number | undefined;
};

/** The bucket in the order the reader chose; what is opened while it is read stays where it is. */
export function useOwedFirst({ inOrder, ordered, of, isKnown, openedAt }: OwedFirstInput) {
  const [started, setStarted] = useState<{ readonly of: string; readonly owed: ReadonlySet<number> } | null>(null);
  const owed = started?.of === of ? started.owed : null;
  if (owed === null && isKnown) setStarted({ of, owed: new Set(inOrder.hunks.filter((hunk) => openedAt(hunk) === undefined)) });

  const list = useMemo(
    () => (ordered.order === "files" || owed === null ? inOrder : putOwedFirst(inOrder, (hunk) => owed.has(hunk))),
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
  return { list, order: ordered.order, setOrder };
}
