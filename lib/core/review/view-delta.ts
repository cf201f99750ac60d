/** What was taken out of a line and what was put in, with what stayed around it; a long beginning is cut. */
export type LineDelta = { readonly before: string; readonly removed: string; readonly added: string; readonly after: string };

const MOST_BEFORE = 24;

/**
 * In what one text differs from another when it is a single line; null when more lines differ or none.
 * Cut at words, so that a changed name is shown whole.
 */
export function toLineDelta(was: readonly string[], now: readonly string[]): LineDelta | null {
  const start = countAlike(was, now, (lines, index) => lines[index]);
  const end = countAlike(was.slice(start), now.slice(start), (lines, index) => lines[lines.length - 1 - index]);
  const old = was.slice(start, was.length - end);
  const fresh = now.slice(start, now.length - end);
  if (old.length > 1 || fresh.length > 1 || old.length + fresh.length === 0) return null;
  return toWordDelta(old[0]?.trim() ?? "", fresh[0]?.trim() ?? "");
}

function toWordDelta(was: string, now: string): LineDelta {
  const oldWords = toWords(was);
  const newWords = toWords(now);
  const start = countAlike(oldWords, newWords, (words, index) => words[index]);
  const end = countAlike(oldWords.slice(start), newWords.slice(start), (words, index) => words[words.length - 1 - index]);
  return {
    before: endOf(oldWords.slice(0, start).join("")),
    removed: oldWords.slice(start, oldWords.length - end).join(""),
    added: newWords.slice(start, newWords.length - end).join(""),
    after: oldWords.slice(oldWords.length - end).join(""),
  };
}

/** The last of what comes before, so that the difference itself has the room. */
function endOf(text: string): string {
  return text.length <= MOST_BEFORE ? text : `…${text.slice(-MOST_BEFORE).trimStart()}`;
}

/** Names with their sigil (`:nilify_all`, `@spec`), runs of spaces, single other characters. */
function toWords(line: string): readonly string[] {
  return line.match(/[:@&]?[\p{L}\p{N}_]+[?!]?|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function countAlike(left: readonly string[], right: readonly string[], at: (list: readonly string[], index: number) => string | undefined): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && at(left, count) === at(right, count)) count += 1;
  return count;
}
