"use client";

import { useCallback, useMemo, useState } from "react";
import { isWhitespaceOnly, type ReviewIndex } from "@/lib/core/review/review-index";
import type { Folds } from "./bucket-context";

type Kept = { readonly of: string; readonly files: ReadonlySet<number>; readonly hunks: ReadonlySet<number> };

/** Which files are folded, and which hunks of white space are shown all the same. */
export function useFolds(index: ReviewIndex, isQuiet: boolean, of: string): Folds {
  const [stored, setStored] = useState<Kept>({ of, files: new Set(), hunks: new Set() });
  const kept = stored.of === of ? stored : { of, files: new Set<number>(), hunks: new Set<number>() };
  if (kept !== stored) setStored(kept);
  const { files, hunks } = kept;

  const foldFile = useCallback((file: number, isFolded: boolean) => setStored((now) => turn(now, "files", file, isFolded)), []);
  const showHunk = useCallback((hunk: number, isShown: boolean) => setStored((now) => turn(now, "hunks", hunk, isShown)), []);
  const isClosed = useCallback((hunk: number) => isQuiet && isWhitespaceOnly(index, hunk) && !hunks.has(hunk), [index, isQuiet, hunks]);
  return useMemo(() => ({ files, isClosed, foldFile, showHunk }), [files, isClosed, foldFile, showHunk]);
}

function turn(kept: Kept, which: "files" | "hunks", entry: number, isIn: boolean): Kept {
  if (kept[which].has(entry) === isIn) return kept;
  const next = new Set(kept[which]);
  if (isIn) next.add(entry);
  else next.delete(entry);
  return { ...kept, [which]: next };
}
