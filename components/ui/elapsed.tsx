"use client";

import { formatDuration } from "./format-duration";
import type { Moment } from "./format-time";
import { useNow } from "./use-now";

export type ElapsedProps = { since: Moment; className?: string | undefined };

/** A duration that is still growing, to the second. */
export function Elapsed({ since, className = "num" }: ElapsedProps) {
  const now = useNow(1000);
  return <span className={className}>{now === null ? "…" : formatDuration(now - new Date(since).getTime())}</span>;
}
