/** The `@@ -oldStart,oldLines +newStart,newLines @@` line of a frame. */
export type FrameHeader = {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
};

/** What the first character of a line in a frame says. */
export const CONTEXT = 0;
export const ADDED = 1;
export const REMOVED = 2;
/** `\ No newline at end of file`: speaks of the line before. */
export const NO_NEWLINE = 3;

/** Gets a line of a frame: its marker and the half-open byte range of what follows it, without the newline. */
export type VisitLine = (marker: number, start: number, end: number) => void;

/** The bytes ended where more of the patch was expected. */
export class PatchEndError extends Error {
  override readonly name = "PatchEndError";
}

const NEWLINE = 0x0a;
const [BLANK, PLUS, COMMA, MINUS, ZERO] = [0x20, 0x2b, 0x2c, 0x2d, 0x30] as const;
const utf8 = new TextDecoder();

/** Up to here a line is looked through byte by byte, which is faster than a call; most lines end before. */
const SHORT_LINE = 128;

/** Offset of the newline of the line that starts at `at`; the end of the bytes when it has none. */
function lineEnd(bytes: Uint8Array, at: number): number {
  const near = Math.min(bytes.length, at + SHORT_LINE);
  for (let end = at; end < near; end += 1) if (bytes[end] === NEWLINE) return end;
  const newline = bytes.indexOf(NEWLINE, near);
  return newline === -1 ? bytes.length : newline;
}

/** Offset just after the line that starts at `at`. */
export function nextLine(bytes: Uint8Array, at: number): number {
  const newline = bytes.indexOf(NEWLINE, at);
  return newline === -1 ? bytes.length : newline + 1;
}

/** Whether the ASCII `text` stands at `at`. */
export function isAt(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The line at `at` as text for matching headers, which are ASCII where it matters. */
export function lineTextAt(bytes: Uint8Array, at: number): string {
  return utf8.decode(bytes.subarray(at, nextLine(bytes, at))).replace(/\n$/, "");
}

/** @throws if no frame header stands at `at`. */
export function parseFrameHeader(bytes: Uint8Array, at: number): FrameHeader {
  const reader = { at: at + 3 };
  const hasStart = isAt(bytes, at, "@@ ");
  const before = hasStart ? readRange(bytes, reader, MINUS) : null;
  const hasBlank = before !== null && bytes[reader.at] === BLANK;
  reader.at += 1;
  const after = hasBlank ? readRange(bytes, reader, PLUS) : null;
  if (before === null || after === null || !isAt(bytes, reader.at, " @@")) {
    throw new Error(`expected "@@ -a,b +c,d @@" at byte ${at}, came ${JSON.stringify(lineTextAt(bytes, at))}`);
  }
  return { oldStart: before.start, oldLines: before.lines, newStart: after.start, newLines: after.lines };
}

/** `-start,lines`, where `,lines` is left out for one line; null when it does not stand there. */
function readRange(bytes: Uint8Array, reader: { at: number }, sign: number): { readonly start: number; readonly lines: number } | null {
  if (bytes[reader.at] !== sign) return null;
  reader.at += 1;
  const start = readNumber(bytes, reader);
  if (start === null || bytes[reader.at] !== COMMA) return start === null ? null : { start, lines: 1 };
  reader.at += 1;
  const lines = readNumber(bytes, reader);
  return lines === null ? null : { start, lines };
}

function readNumber(bytes: Uint8Array, reader: { at: number }): number | null {
  const from = reader.at;
  let value = 0;
  for (let digit = (bytes[from] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[reader.at] ?? 0) - ZERO) {
    value = value * 10 + digit;
    reader.at += 1;
  }
  return reader.at === from ? null : value;
}

/**
 * Walks the lines of the frame whose header stands at `at` and returns the offset after it.
 *
 * The header's counts alone say where a frame ends, so a line that looks like a header stays a line.
 *
 * @throws if the patch ends or another kind of line comes before the counts are used up.
 */
export function walkFrame(bytes: Uint8Array, at: number, visit?: VisitLine, header = parseFrameHeader(bytes, at)): number {
  let oldLeft = header.oldLines;
  let newLeft = header.newLines;
  let position = nextLine(bytes, at);
  while (oldLeft > 0 || newLeft > 0 || bytes[position] === 0x5c) {
    const first = bytes[position];
    const marker = toMarker(first);
    if (marker === -1) {
      const what = `expected ${oldLeft} old and ${newLeft} new line(s) more at byte ${position} of the patch`;
      throw position < bytes.length ? new Error(what) : new PatchEndError(what);
    }
    if (marker === CONTEXT || marker === REMOVED) oldLeft -= 1;
    if (marker === CONTEXT || marker === ADDED) newLeft -= 1;
    if (oldLeft < 0 || newLeft < 0) throw new Error(`expected the frame at byte ${at} to end before byte ${position}`);
    const end = lineEnd(bytes, position);
    visit?.(marker, first === NEWLINE ? position : position + 1, end);
    position = Math.min(end + 1, bytes.length);
  }
  return position;
}

/** A line without even the space is an empty context line, as some programs write it. */
function toMarker(first: number | undefined): number {
  if (first === 0x2b) return ADDED;
  if (first === 0x20 || first === NEWLINE) return CONTEXT;
  if (first === 0x2d) return REMOVED;
  return first === 0x5c ? NO_NEWLINE : -1;
}
