"use client";

import { formatTime, type Moment, type TimeFormat } from "./format-time";
import { tellFullTime } from "./tell-full-time";
import { useIsHydrated } from "./use-is-hydrated";

export type TimeProps = {
  /** Milliseconds since 1970 or an ISO string. */
  at: Moment;
  format?: TimeFormat | undefined;
  className?: string | undefined;
};

/** A moment in the person's own zone (in UTC until the page is alive), in full in the title once it is pointed at. */
export function Time({ at, format = "datetime", className }: TimeProps) {
  const zone = useIsHydrated() ? undefined : "UTC";
  return (
    <time className={className} dateTime={new Date(at).toISOString()} onPointerEnter={(event) => tellFullTime(event, at)}>
      {formatTime(at, format, zone)}
    </time>
  );
}
