/**
 * Where a version stands to a series such as `1.0`: negative when older, 0 when in it, positive when newer. A text
 * without two leading numbers counts as older.
 */
export function compareSeries(version: string, series: string): number {
  const [major, minor] = parseLine(version) ?? [-1, -1];
  const [seriesMajor, seriesMinor] = parseLine(series) ?? [0, 0];
  return major === seriesMajor ? minor - seriesMinor : major - seriesMajor;
}

/** The line a requirement such as `~> 1.0.0` or `>= 1.1` asks for first, as a series; undefined when it names none. */
export function findRequiredSeries(requirement: string): string | undefined {
  const [, major, minor] = /(\d{1,6})\.(\d{1,6})/.exec(requirement) ?? [];
  return major === undefined || minor === undefined ? undefined : `${Number(major)}.${Number(minor)}`;
}

function parseLine(text: string): readonly [number, number] | undefined {
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})(?:[.+-]|$)/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}
