"use client";

import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import type { FoundInLine } from "@/components/diff/line-text";
import type { FindAnswer, RowLine } from "@/lib/contract/review-api";
import { REASON } from "@/lib/browser/review/flow-extras";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { findRanges, toExactPattern } from "@/lib/core/review/find-pattern";
import { useShownBucket } from "./bucket-context";

export type Hit = FindAnswer["hits"][number];

/** The search in the bucket on the page. */
export type Find = {
  readonly isOpen: boolean;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly status: "idle" | "searching" | "failed" | "done";
  readonly total: number;
  readonly files: number;
  readonly hits: readonly Hit[];
  /** Position of the hit that was gone to. */
  readonly at: number | null;
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
  /** What is marked in the lines. */
  readonly pattern: RegExp | null;
};

const CLOSED: Find = {
  isOpen: false,
  text: "",
  setText: () => undefined,
  status: "idle",
  total: 0,
  files: 0,
  hits: [],
  at: null,
  step: () => undefined,
  close: () => undefined,
  pattern: null,
};

export const FindContext = createContext<Find>(CLOSED);

export function useFind(): Find {
  return useContext(FindContext);
}

const UNCHANGED = 0;
const REMOVED = 2;

/**
 * Where the text that is looked for stands in the changed lines of a hunk; where nothing is, the text that its rule matched, as long as
 * its reason is open; undefined for neither.
 */
export function useFindIn(hunk: number): ((line: RowLine) => FoundInLine | undefined) | undefined {
  const { pattern: asked, hits, at } = useFind();
  const matched = useMatched(hunk);
  const pattern = asked ?? matched;
  const hit = at === null ? undefined : hits[at];
  const here = hit?.hunk === hunk ? hit : undefined;
  return useMemo(() => {
    if (!pattern) return undefined;
    return ([kind, oldLine, newLine, text]: RowLine) => {
      if (kind === UNCHANGED) return undefined;
      const ranges = findRanges(text, pattern);
      if (ranges.length === 0) return undefined;
      const isHere = here !== undefined && (kind === REMOVED ? here.side === "old" && here.line === oldLine : here.side === "new" && here.line === newLine);
      return { ranges, current: isHere ? here.from : null };
    };
  }, [pattern, here]);
}

function useMatched(hunk: number): RegExp | null {
  const { extras, pieces } = useShownBucket();
  const read = useCallback(() => (extras.of(hunk).some(({ key }) => key === REASON) ? (pieces.detail(hunk)?.matched ?? "") : ""), [extras, pieces, hunk]);
  const matched = useSyncExternalStore(extras.subscribe, read, nothing);
  return useMemo(() => toExactPattern(toVisibleText(matched)), [matched]);
}

const nothing = () => "";
