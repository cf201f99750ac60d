"use client";

import { useCallback, useMemo, useState } from "react";
import type { Placement } from "@/lib/core/classify/category";
import { type BucketFile, filterFiles, type HunkFilter, NO_FILTER, toBucketFiles } from "@/lib/core/review/view-bucket-files";
import type { PlacedChange } from "@/lib/core/review/view-placement";

export type BucketShown = {
  readonly files: readonly BucketFile[];
  /** What passes the filter. */
  readonly visible: readonly BucketFile[];
  readonly filter: HunkFilter;
  readonly setFilter: (change: Partial<HunkFilter>) => void;
};

type Kept = { readonly placement: Placement; readonly filter: HunkFilter };

/** The files of the bucket on the page; the filter ends with the bucket. */
export function useBucket(changes: readonly PlacedChange[], placement: Placement): BucketShown {
  const [kept, setKept] = useState<Kept>({ placement, filter: NO_FILTER });
  if (kept.placement !== placement) setKept({ placement, filter: NO_FILTER });
  const filter = kept.placement === placement ? kept.filter : NO_FILTER;
  const setFilter = useCallback((change: Partial<HunkFilter>) => setKept((now) => ({ ...now, filter: { ...now.filter, ...change } })), []);

  const files = useMemo(() => toBucketFiles(changes, placement), [changes, placement]);
  const visible = useMemo(() => filterFiles(files, filter), [files, filter]);
  return { files, visible, filter, setFilter };
}
