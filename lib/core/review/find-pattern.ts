/** Finds a text as the search does: small letters stand for capitals too, capitals for themselves. Null for nothing. */
export function toFindPattern(text: string): RegExp | null {
  if (text === "") return null;
  const isExact = text !== text.toLowerCase();
  return new RegExp(withoutMeaning(text), isExact ? "gu" : "giu");
}

/** Finds a text as it stands. Null for nothing. */
export function toExactPattern(text: string): RegExp | null {
  return text === "" ? null : new RegExp(withoutMeaning(text), "gu");
}

/** A text in which no character means anything but itself. */
function withoutMeaning(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Where a pattern is found in a line: half-open ranges, one after the other. */
export function findRanges(line: string, pattern: RegExp): readonly number[] {
  const ranges: number[] = [];
  for (const match of line.matchAll(pattern)) ranges.push(match.index, match.index + match[0].length);
  return ranges;
}
