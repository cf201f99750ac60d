"use client";

import { formatAge } from "./format-duration";
import { formatTime, type Moment } from "./format-time";
import { tellFullTime } from "./tell-full-time";
import { useNow } from "./use-now";

export type TimeAgoProps = {
  at: Moment;
  /** Adds "ago"; a column titled "Since" does without. */
  suffix?: boolean | undefined;
  className?: string | undefined;
};

const STEP_MS = 15_000;

/** How long ago, kept up to date; the moment itself in the title once it is pointed at. */
export function TimeAgo({ at, suffix = true, className }: TimeAgoProps) {
  const now = useNow(STEP_MS);
  return (
    <time className={className} dateTime={new Date(at).toISOString()} onPointerEnter={(event) => tellFullTime(event, at)}>
      {now === null ? formatTime(at, "datetime", "UTC") : agoText(now - new Date(at).getTime(), suffix)}
    </time>
  );
}

function agoText(ms: number, suffix: boolean): string {
  if (ms < STEP_MS) return "now";
  return suffix ? `${formatAge(ms)} ago` : formatAge(ms);
}
