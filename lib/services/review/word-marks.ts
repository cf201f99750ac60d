import { diffHighlight } from "diff2html/lib/render-utils.js";

/** Half-open ranges of characters, one after the other: `[from, to, from, to]`. */
export type Marks = readonly number[];
export type WordMarks = { readonly old: Marks; readonly new: Marks };

const NO_MARKS: WordMarks = { old: [], new: [] };
/** Longer differing parts are marked whole: comparing them word by word takes too long. */
const MOST_COMPARED = 600;
/** So much of the longer line has to be alike, blanks aside; otherwise every word would be marked. */
const LEAST_ALIKE = 0.2;

/**
 * The words in which a line differs from the line it replaced, as diff2html finds them. No marks where its text is
 * not the text that was asked about, or where hardly a word is alike.
 */
export function markWords(was: string, now: string): WordMarks {
  if (was === now) return NO_MARKS;
  const start = alikeBefore(was, now);
  const end = alikeAfter(was.slice(start), now.slice(start));
  const [old, fresh] = [was.slice(start, was.length - end), now.slice(start, now.length - end)];
  const found = compare(old, fresh);
  if (!found) return NO_MARKS;
  const marks = { old: shift(found.old, start), new: shift(found.new, start) };
  const alike = Math.min(countUnmarked(was, marks.old), countUnmarked(now, marks.new));
  return alike >= LEAST_ALIKE * Math.max(countUnmarked(was, []), countUnmarked(now, [])) ? marks : NO_MARKS;
}

function compare(was: string, now: string): WordMarks | null {
  const isWhole = was === "" || now === "" || Math.max(was.length, now.length) > MOST_COMPARED;
  if (isWhole) return { old: was === "" ? [] : [0, was.length], new: now === "" ? [] : [0, now.length] };
  const { oldLine, newLine } = diffHighlight(` ${was}`, ` ${now}`, false, { diffStyle: "word" });
  const old = readMarks(oldLine.content, was);
  const fresh = readMarks(newLine.content, now);
  return old && fresh ? { old, new: fresh } : null;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#x2F;": "/" };
const PIECE = /<(ins|del)>|<\/(ins|del)>|&(?:amp|lt|gt|quot|#x27|#x2F);|[^<&]+/gy;

/** Reads marks out of escaped text; null when anything else is in it, or it is not of `text`. */
function readMarks(escaped: string, text: string): Marks | null {
  const marks: number[] = [];
  let read = "";
  let open: string | null = null;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < escaped.length) {
    const match = PIECE.exec(escaped);
    if (!match) return null;
    const [piece, opened, closed] = match;
    if (opened ? open !== null : closed ? open !== closed : false) return null;
    if (opened || closed) {
      open = opened ?? null;
      marks.push(read.length);
    } else read += ENTITIES[piece] ?? piece;
  }
  return open === null && read === text ? marks : null;
}

function shift(marks: Marks, by: number): Marks {
  return by === 0 ? marks : marks.map((at) => at + by);
}

function countUnmarked(text: string, marks: Marks): number {
  let count = 0;
  let mark = 0;
  for (let at = 0; at < text.length; at += 1) {
    while (mark < marks.length && at >= (marks[mark] ?? 0)) mark += 1;
    // Between an even and the next odd place of the list.
    if (mark % 2 === 0 && !isBlank(text.charCodeAt(at))) count += 1;
  }
  return count;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Characters alike at the beginning, up to a place between two words. */
function alikeBefore(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  while (at > 0 && isWordPart(a.charCodeAt(at - 1))) at -= 1;
  return at;
}

function alikeAfter(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count += 1;
  while (count > 0 && isWordPart(a.charCodeAt(a.length - count))) count -= 1;
  return count;
}

/** Letters, digits, `_`, and everything beyond ASCII, so that no character is cut in two. */
function isWordPart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code > 0x7f;
}
