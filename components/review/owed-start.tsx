"use client";

import { useEffect, useRef } from "react";
import { listUnmet } from "@/lib/core/review/bucket";
import { useMarked, useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

/** Opens a bucket that was read before at the first hunk that is still owed. What stands above the diff to be read comes first. */
export function OwedStart() {
  const { placement } = useReview();
  const { snapshot, list, countsOf, openedAt, since, lookAt } = useShownBucket();
  const status = useMarked(({ marks }) => marks.status());
  const content = `${placement} ${snapshot.number}`;
  const startedFor = useRef<string | null>(null);

  useEffect(() => {
    if (status === "loading" || startedFor.current === content) return;
    startedFor.current = content;
    const isMoreAbove = since !== null || (placement !== "unclassified" && listUnmet(snapshot, placement).length > 0);
    if (countsOf(placement).opened === 0 || isMoreAbove || window.location.hash !== "") return;
    const owed = list.hunks.find((hunk) => openedAt(hunk) === undefined);
    if (owed !== undefined && owed !== list.hunks[0]) lookAt(owed);
  }, [content, status, countsOf, since, placement, snapshot, list, openedAt, lookAt]);

  return null;
}
