import type { Block } from "./blocks";
import { patchLineText } from "./frame-source";
import { FOLD_OVER, FOLDED_TO } from "./fold-text";
import { ADDED, CONTEXT, REMOVED } from "./patch-scan";
import type { ScannedPatch } from "./scan-file-patch";
import { toVisibleText } from "./visible-text";

/** Columns from one tab stop to the next. */
const TAB_COLUMNS = 8;
/** The most columns that one byte can take: a control character is spelled out, a tab goes to its next stop. */
const COLUMNS_A_BYTE = 8;
const MOST_LINES_AFTER = 3;

export type HunkMeasure = {
  /** What was removed and what was added differ in white space and blank lines alone. */
  readonly whitespaceOnly: boolean;
  /** Unchanged lines after it in its file; 3 stands for three and more. */
  readonly linesAfter: number;
};

/** Measures a block of a patch, given the next one of the patch. */
export function measureHunk(patch: ScannedPatch, block: Block, next: Block | undefined): HunkMeasure {
  return { whitespaceOnly: isWhitespaceOnly(patch, block), linesAfter: countAfter(patch, block, next) };
}

/**
 * Characters of a file's longest line as it is shown: every character visible, tabs at their stops, long lines
 * folded. Looks at bytes; decodes only lines with more than ASCII that may be the longest.
 */
export function measureWidth(patch: ScannedPatch): number {
  const { bytes, lines } = patch;
  const { kinds, starts, ends } = lines;
  let width = 0;
  for (let line = 0; line < kinds.length; line += 1) {
    const start = starts[line] as number;
    const end = ends[line] as number;
    if ((end - start) * COLUMNS_A_BYTE <= width) continue;
    const columns = countPlainColumns(bytes, start, end) ?? countAsciiColumns(bytes, start, end) ?? countColumns(patchLineText(patch, line));
    if (columns > width) width = columns;
  }
  return width;
}

/** As `countColumns`, of the bytes of a line that is tabs, then characters of one byte and column each; null for others. */
function countPlainColumns(bytes: Uint8Array, start: number, end: number): number | null {
  if (end - start > FOLD_OVER) return null;
  let at = start;
  while (at < end && bytes[at] === TAB) at += 1;
  const text = at;
  while (at < end && ODD[bytes[at] as number] === 0) at += 1;
  return at === end ? (text - start) * TAB_COLUMNS + end - text : null;
}

/** As `countColumns`, of the bytes of a line; null when they are not ASCII. */
function countAsciiColumns(bytes: Uint8Array, start: number, end: number): number | null {
  let characters = 0;
  let columns = 0;
  let folded = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return null;
    const shownAs = CHARACTERS[byte] as number;
    characters += shownAs;
    columns += byte === TAB ? TAB_COLUMNS - (columns % TAB_COLUMNS) : shownAs;
    if (characters <= FOLDED_TO) folded = columns;
    // No tab is spelled out, so what is beyond is one column a character.
    else if (characters - shownAs < FOLDED_TO) folded = columns - (characters - FOLDED_TO);
    else if (characters > FOLD_OVER) return folded;
  }
  return characters > FOLD_OVER ? folded : columns;
}

function countColumns(line: string): number {
  const text = toVisibleText(line);
  const shown = text.length > FOLD_OVER ? text.slice(0, FOLDED_TO) : text;
  let columns = 0;
  for (let at = 0; at < shown.length; at += 1) columns += shown.charCodeAt(at) === 0x09 ? TAB_COLUMNS - (columns % TAB_COLUMNS) : 1;
  return columns;
}

const TAB = 0x09;
/** Characters as which an ASCII byte is shown, as `toVisibleText` does. */
const CHARACTERS = Uint8Array.from({ length: 0x80 }, (_, byte) => toVisibleText(String.fromCharCode(byte)).length);

/** 1 for a byte that may stand for more or fewer columns than one: controls and what is not ASCII. */
const ODD = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x20 || byte >= 0x7f ? 1 : 0));

function countAfter({ frames, lines }: ScannedPatch, { frameIndex, to }: Block, next: Block | undefined): number {
  const end = next?.frameIndex === frameIndex ? next.from : (frames[frameIndex]?.to ?? to);
  let count = 0;
  while (count < MOST_LINES_AFTER && to + count < end && lines.kinds[to + count] === CONTEXT) count += 1;
  return count;
}

/** Compares the two sides line by line without white space; blank lines do not count. */
function isWhitespaceOnly(patch: ScannedPatch, { from, to }: Block): boolean {
  let removed = nextInked(patch, REMOVED, from, to);
  let added = nextInked(patch, ADDED, from, to);
  while (removed < to && added < to) {
    if (!hasSameInk(patch, removed, added)) return false;
    removed = nextInked(patch, REMOVED, removed + 1, to);
    added = nextInked(patch, ADDED, added + 1, to);
  }
  return removed === to && added === to;
}

/** The next line of a kind that is not blank, from `line` on; `to` when there is none. */
function nextInked({ bytes, lines: { kinds, starts, ends } }: ScannedPatch, kind: number, line: number, to: number): number {
  for (let at = line; at < to; at += 1) if (kinds[at] === kind && skipBlanks(bytes, starts[at] ?? 0, ends[at] ?? 0) < (ends[at] ?? 0)) return at;
  return to;
}

function hasSameInk({ bytes, lines: { starts, ends } }: ScannedPatch, one: number, other: number): boolean {
  const [oneEnd, otherEnd] = [ends[one] ?? 0, ends[other] ?? 0];
  let oneAt = skipBlanks(bytes, starts[one] ?? 0, oneEnd);
  let otherAt = skipBlanks(bytes, starts[other] ?? 0, otherEnd);
  while (oneAt < oneEnd && otherAt < otherEnd) {
    if (bytes[oneAt] !== bytes[otherAt]) return false;
    oneAt = skipBlanks(bytes, oneAt + 1, oneEnd);
    otherAt = skipBlanks(bytes, otherAt + 1, otherEnd);
  }
  return oneAt === oneEnd && otherAt === otherEnd;
}

/** Offset of the first byte from `at` on that is no blank, tab, form feed or carriage return. */
function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && (bytes[next] === 0x20 || bytes[next] === 0x09 || bytes[next] === 0x0d || bytes[next] === 0x0c)) next += 1;
  return next;
}
