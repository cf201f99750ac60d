"use client";

import { EXPAND_LINES } from "@/lib/browser/review/use-expanded";
import { useShownBucket } from "./bucket-context";

export type ContextGapProps = {
  at: number;
  hunk: number;
  before: number;
  after: number;
  way: "above" | "below";
  /** Unchanged lines left out; null where that is not known. */
  hidden: number | null;
  /** The hunk before it in the list is the one before it in its file. */
  isJoined: boolean;
  top: number;
  label: string;
};

/** Most lines that are shown at once. */
const MOST = 500;

/** Where unchanged lines are left out: how many, and ways to show them. */
export function ContextGap({ at, hunk, before, after, way, hidden, isJoined, top, label }: ContextGapProps) {
  const { expanded, visible } = useShownBucket();
  const words = hidden === null ? "Unchanged lines" : hidden === 1 ? "1 unchanged line" : `${hidden.toLocaleString("en-GB")} unchanged lines`;
  const problem = expanded.byHunk.get(hunk)?.problem ?? null;
  const show = (count: number) => expanded.expand({ hunk, before, after, way, count });
  const previous = visible.hunks[at - 1];
  const showDown = () =>
    previous !== undefined && expanded.expand({ hunk: previous, before: 0, after: 3, way: "below", count: Math.min(EXPAND_LINES, hidden ?? EXPAND_LINES) });
  const isAll = hidden !== null && hidden <= EXPAND_LINES;
  return (
    <div className="flow-gap" style={{ top }}>
      <span>{words}</span>
      {way === "above" && isJoined && !isAll && (
        <button type="button" onClick={showDown}>
          ↓ {EXPAND_LINES} more<span className="vh"> after the hunk before {label}</span>
        </button>
      )}
      {!isAll && (
        <button type="button" onClick={() => show(EXPAND_LINES)}>
          {way === "above" ? "↑" : "↓"} {EXPAND_LINES} more
          <span className="vh">
            {way === "above" ? " before " : " after "}
            {label}
          </span>
        </button>
      )}
      {hidden !== null && hidden <= MOST && (
        <button type="button" onClick={() => show(hidden)}>
          Show all<span className="vh"> unchanged lines before {label}</span>
        </button>
      )}
      {problem !== null && (
        <span className="flow-gap-problem trunc" role="alert" title={problem}>
          {problem}
        </span>
      )}
    </div>
  );
}
