export type TimeFormat = "time" | "seconds" | "date" | "datetime";

export type Moment = number | string;

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DAY = { day: "numeric", month: "short" } as const;

const OPTIONS: Record<TimeFormat | "full", Intl.DateTimeFormatOptions> = {
  time: TIME,
  seconds: { ...TIME, second: "2-digit" },
  date: { ...DAY, year: "numeric" },
  datetime: { ...DAY, ...TIME },
  full: { ...DAY, ...TIME, year: "numeric", second: "2-digit", timeZoneName: "short" },
};

/** A moment as text in a zone: "14:07", "14:07:31", "12 Mar 2026", "12 Mar, 14:07". */
export function formatTime(at: Moment, format: TimeFormat, timeZone?: string): string {
  return formatterOf(format, timeZone).format(new Date(at));
}

/** A moment in full, with its zone, for titles. */
export function formatFullTime(at: Moment, timeZone?: string): string {
  return formatterOf("full", timeZone).format(new Date(at));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: making one takes as long as drawing a line of a diff. */
function formatterOf(format: TimeFormat | "full", timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${format} ${timeZone}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...OPTIONS[format], ...(timeZone && { timeZone }) });
  formatters.set(key, known);
  return known;
}
