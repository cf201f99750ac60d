"use client";

import { useCallback, useMemo, useState } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { fileOf, type ReviewIndex } from "@/lib/core/review/review-index";
import { loadLines } from "../queries/snapshot";

/** Lines asked for at once. */
export const EXPAND_LINES = 20;

export type ExpandedLines = {
  readonly above: readonly RowLine[];
  readonly below: readonly RowLine[];
  readonly isAtEnd: boolean;
  /** Why no more could be read. */
  readonly problem: string | null;
};

/** What to show more of, around a hunk that is shown with so much context. */
export type ExpandRequest = {
  readonly hunk: number;
  readonly before: number;
  readonly after: number;
  readonly way: "above" | "below";
  readonly count: number;
};

export type ExpandedContext = {
  readonly byHunk: ReadonlyMap<number, ExpandedLines>;
  readonly expand: (request: ExpandRequest) => void;
};

const NOTHING: ExpandedLines = { above: [], below: [], isAtEnd: false, problem: null };

/** Unchanged lines shown beyond the context of hunks. */
export function useExpanded(upgradeId: string, number: number, index: ReviewIndex): ExpandedContext {
  const of = `${upgradeId} ${number}`;
  const [stored, setStored] = useState<{ readonly of: string; readonly byHunk: ReadonlyMap<number, ExpandedLines> }>({ of, byHunk: new Map() });
  const kept = stored.of === of ? stored : { of, byHunk: new Map<number, ExpandedLines>() };
  if (kept !== stored) setStored(kept);
  const { byHunk } = kept;

  const expand = useCallback(
    (request: ExpandRequest) => {
      const { hunk, way } = request;
      const known = byHunk.get(hunk) ?? NOTHING;
      const change = (next: Partial<ExpandedLines>) =>
        setStored((now) => ({ ...now, byHunk: new Map(now.byHunk).set(hunk, { ...(now.byHunk.get(hunk) ?? NOTHING), ...next }) }));
      void loadLines(upgradeId, number, rangeOf(index, request, known)).then((answer) => {
        if (!answer.ok) return change({ problem: answer.error.message });
        const { lines, end } = answer.value;
        if (way === "above") change({ above: [...lines, ...known.above], problem: null });
        else change({ below: [...known.below, ...lines], isAtEnd: end || lines.length === 0, problem: null });
      });
    },
    [upgradeId, number, index, byHunk],
  );

  return useMemo(() => ({ byHunk, expand }), [byHunk, expand]);
}

/** The lines next to what is shown, by their numbers after the change. */
function rangeOf(index: ReviewIndex, { hunk, before, after, way, count }: ExpandRequest, known: ExpandedLines) {
  const start = index.hunks.newStart[hunk] ?? 0;
  const lines = index.hunks.newLines[hunk] ?? 0;
  // A side without lines is headed by the line before the change.
  const first = lines === 0 ? start + 1 : start;
  const file = fileOf(index, hunk);
  if (way === "above") {
    const to = first - before - known.above.length - 1;
    return { file, from: Math.max(1, to - count + 1), to };
  }
  const from = first + lines + after + known.below.length;
  return { file, from, to: from + count - 1 };
}
