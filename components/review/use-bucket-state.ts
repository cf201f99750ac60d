"use client";

import { useCallback, useMemo } from "react";
import { useSnapshotIndex } from "@/lib/browser/queries/snapshot";
import { goToBucket } from "@/lib/browser/review/go-to-bucket";
import { useBucket } from "@/lib/browser/review/use-bucket";
import { useDifferences } from "@/lib/browser/review/use-differences";
import { useHunkCursor } from "@/lib/browser/review/use-hunk-cursor";
import { useOpenedMarks } from "@/lib/browser/review/use-opened-marks";
import type { Digest } from "@/lib/core/digest";
import { isFiltering, NO_FILTER } from "@/lib/core/review/view-bucket-files";
import { listOwed } from "@/lib/core/review/view-owed";
import { placeChanges } from "@/lib/core/review/view-placement";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import type { Bucket } from "./bucket-context";
import { bucketHref, placementText } from "./placement-text";
import { useReview } from "./review-context";

/** Everything the panes share about the bucket on the page. */
export function useBucketState(snapshot: Snapshot) {
  const { upgrade, me, placement, shown } = useReview();
  const query = useSnapshotIndex(upgrade.id, snapshot.number);
  const changes = useMemo(() => placeChanges(query.data?.changes ?? [], shown.assignments), [query.data, shown.assignments]);
  const { files, visible, filter, setFilter } = useBucket(changes, placement);
  const marks = useOpenedMarks(upgrade.id);
  const cursor = useHunkCursor();
  const since = useDifferences({ upgrade, snapshot, placement, personId: me.id, changes });

  const hunkIds = useMemo(() => files.flatMap(({ hunks }) => hunks.map(({ id }) => id)), [files]);
  const notOpened = hunkIds.filter((id) => marks.opened[id] === undefined);
  const updatedIds = useMemo(() => listUpdated(since, marks.opened), [since, marks.opened]);

  const goTo = useCallback(
    (hunkId: Digest) => {
      const isHidden = isFiltering(filter) && !visible.some(({ hunks }) => hunks.some(({ id }) => id === hunkId));
      if (isHidden) setFilter(NO_FILTER);
      cursor.goTo(hunkId);
    },
    [cursor.goTo, filter, setFilter, visible],
  );

  const goToOwed = (step: 1 | -1) => {
    const at = cursor.currentId === null ? -1 : hunkIds.indexOf(cursor.currentId);
    const place = (id: Digest) => hunkIds.indexOf(id);
    const onward = step === 1 ? notOpened.find((id) => place(id) > at) : notOpened.findLast((id) => place(id) < at);
    const next = onward ?? notOpened.at(step === 1 ? 0 : -1);
    if (next) return goTo(next);
    const owed = listOwed(upgrade, me).find((other) => other !== placement);
    if (owed) goToBucket(bucketHref(upgrade.id, owed), placementText(owed).title);
  };

  const counts = { hunks: hunkIds.length, opened: hunkIds.length - notOpened.length };
  const bucket: Bucket = {
    snapshot,
    changes,
    isLoading: query.isPending,
    files,
    visible,
    filter,
    setFilter,
    hunkIds,
    counts,
    marks,
    cursor,
    since,
    updatedIds,
    goTo,
    goToOwed,
  };
  return { bucket, query };
}

function listUpdated(since: Bucket["since"], opened: Bucket["marks"]["opened"]): ReadonlySet<Digest> {
  const changed = since?.differences.flatMap((difference) => (difference.kind === "changed" ? [difference] : [])) ?? [];
  return new Set(changed.filter(({ was }) => opened[was.hunk.id] !== undefined).map(({ now }) => now.hunk.id));
}
