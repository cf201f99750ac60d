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
const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const utf8 = new TextDecoder();

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
  const text = lineTextAt(bytes, at);
  const [matched, oldStart, oldLines, newStart, newLines] = HEADER.exec(text) ?? [];
  if (matched === undefined) throw new Error(`expected "@@ -a,b +c,d @@" at byte ${at}, came ${JSON.stringify(text)}`);
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines ?? 1),
    newStart: Number(newStart),
    newLines: Number(newLines ?? 1),
  };
}

/**
 * Walks the lines of the frame whose header stands at `at` and returns the offset after it.
 *
 * The header's counts alone say where a frame ends, so a line that looks like a header stays a line.
 *
 * @throws if the patch ends or another kind of line comes before the counts are used up.
 */
export function walkFrame(bytes: Uint8Array, at: number, visit?: VisitLine): number {
  const header = parseFrameHeader(bytes, at);
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
    const newline = bytes.indexOf(NEWLINE, position);
    const end = newline === -1 ? bytes.length : newline;
    visit?.(marker, first === NEWLINE ? position : position + 1, end);
    position = newline === -1 ? end : newline + 1;
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
