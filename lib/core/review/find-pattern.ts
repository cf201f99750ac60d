/** Finds a text as the search does: small letters stand for capitals too, capitals for themselves. Null for nothing. */
export function toFindPattern(text: string): RegExp | null {
  if (text === "") return null;
  const isExact = text !== text.toLowerCase();
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), isExact ? "gu" : "giu");
}

/** Where a pattern is found in a line: half-open ranges, one after the other. */
export function findRanges(line: string, pattern: RegExp): readonly number[] {
  const ranges: number[] = [];
  for (const match of line.matchAll(pattern)) ranges.push(match.index, match.index + match[0].length);
  return ranges;
}
