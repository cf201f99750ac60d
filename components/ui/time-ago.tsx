"use client";

import { formatAge } from "./format-duration";
import { formatFullTime, formatTime, type Moment } from "./format-time";
import { useNow } from "./use-now";

export type TimeAgoProps = {
  at: Moment;
  /** Adds "ago"; a column titled "Since" does without. */
  suffix?: boolean | undefined;
  className?: string | undefined;
};

const STEP_MS = 15_000;

/** How long ago, kept up to date; the moment itself in the title. */
export function TimeAgo({ at, suffix = true, className }: TimeAgoProps) {
  const now = useNow(STEP_MS);
  const zone = now === null ? "UTC" : undefined;
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={formatFullTime(at, zone)}>
      {now === null ? formatTime(at, "datetime", zone) : agoText(now - new Date(at).getTime(), suffix)}
    </time>
  );
}

function agoText(ms: number, suffix: boolean): string {
  if (ms < STEP_MS) return "now";
  return suffix ? `${formatAge(ms)} ago` : formatAge(ms);
}
