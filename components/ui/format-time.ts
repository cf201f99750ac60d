export type TimeFormat = "time" | "seconds" | "date" | "datetime";

export type Moment = number | string;

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DAY = { day: "numeric", month: "short" } as const;

const OPTIONS: Record<TimeFormat, Intl.DateTimeFormatOptions> = {
  time: TIME,
  seconds: { ...TIME, second: "2-digit" },
  date: { ...DAY, year: "numeric" },
  datetime: { ...DAY, ...TIME },
};

/** A moment as text in a zone: "14:07", "14:07:31", "12 Mar 2026", "12 Mar, 14:07". */
export function formatTime(at: Moment, format: TimeFormat, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...OPTIONS[format],
    ...(timeZone && { timeZone }),
  }).format(new Date(at));
}

/** A moment in full, with its zone, for titles. */
export function formatFullTime(at: Moment, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...OPTIONS.seconds,
    ...OPTIONS.date,
    timeZoneName: "short",
    ...(timeZone && { timeZone }),
  }).format(new Date(at));
}
