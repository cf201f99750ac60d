const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** The two largest units that say something: "48 s", "3 min 12 s", "2 d 4 h". */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const start = UNITS.findIndex(([, seconds]) => total >= seconds);
  if (start === -1) return "0 s";
  let rest = total;
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS.slice(start, start + 2)) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(" ");
}

/** An age: "48 s", "15 min", "3 h", and from a day on with its hours, "2 d 4 h". */
export function formatAge(ms: number): string {
  const [largest = "", ...rest] = formatDuration(ms).split(/(?<=[a-z]) /);
  return largest.endsWith("d") ? [largest, ...rest].join(" ") : largest;
}
