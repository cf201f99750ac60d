import type { LinesAnswer, RowLine } from "@/lib/contract/review-api";
import type { ScannedFrame } from "@/lib/core/diff/scan-file-patch";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { ok, type Result } from "@/lib/core/result";
import type { ReviewIndex } from "@/lib/core/review/review-index";
import { foldText } from "@/lib/core/diff/fold-text";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { OpenPatch } from "./open-patch";

/** Unchanged lines by their numbers after the change, both ends included. */
export type LineRange = { readonly from: number; readonly to: number };

/** Lines asked for at most. */
export const LINES_A_REQUEST = 1_000;

/** How far the old numbers are ahead in a stretch of unchanged lines; refuses a range with changed lines in it. */
export function offsetOf({ files, hunks }: ReviewIndex, file: number, { from, to }: LineRange): Result<number, Refusal> {
  let offset = 0;
  for (let hunk = files.firstHunk[file] ?? 0; hunk < (files.firstHunk[file + 1] ?? 0); hunk += 1) {
    const newLines = hunks.newLines[hunk] ?? 0;
    const oldLines = hunks.oldLines[hunk] ?? 0;
    // A side without lines is numbered by the line before it.
    const first = (hunks.newStart[hunk] ?? 0) + (newLines === 0 ? 1 : 0);
    if (first > to) break;
    if (first + newLines > from && newLines > 0)
      return refuse("bad-input", `Lines ${from} to ${to} are not all unchanged: line ${Math.max(first, from)} is part of a hunk.`);
    if (newLines === 0 && oldLines > 0 && first > from) return refuse("bad-input", `Lines ${from} to ${to} are on both sides of a hunk.`);
    offset += oldLines - newLines;
  }
  return ok(offset);
}

/** The lines out of a patch that holds the whole file. */
export function linesOfPatch(open: OpenPatch, range: LineRange, offset: number): LinesAnswer {
  const frame = open.patch.frames[0];
  if (!frame) return { lines: [], end: true };
  const last = frame.newStart + frame.newLines - 1;
  const to = Math.min(range.to, last);
  const lines: RowLine[] = [];
  for (let line = lineInFrame(open, frame, range.from); range.from + lines.length <= to; line += 1) {
    const number = range.from + lines.length;
    lines.push(toRowLine(number, offset, open.textAt(line), open.patch.lines.withoutNewline.has(line)));
  }
  return { lines, end: to === last };
}

/** Where an unchanged line stands in a frame: the removed lines before it are in between. */
function lineInFrame({ blocks }: OpenPatch, frame: ScannedFrame, number: number): number {
  let removed = 0;
  for (const { newStart, newLines, oldLines } of blocks) {
    const first = newStart + (newLines === 0 ? 1 : 0);
    if (first > number) break;
    removed += oldLines;
  }
  return frame.from + number - frame.newStart + removed;
}

const NEWLINE = 0x0a;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The lines out of a file's content. */
export function linesOfContent(bytes: Uint8Array, range: LineRange, offset: number, isCrlf: boolean): LinesAnswer {
  const lines: RowLine[] = [];
  let at = 0;
  for (let number = 1; number <= range.to && at < bytes.length; number += 1) {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline === -1 ? bytes.length : newline;
    if (number >= range.from) lines.push(toRowLine(number, offset, textOf(bytes.subarray(at, end), isCrlf), newline === -1));
    at = newline === -1 ? end : newline + 1;
  }
  return { lines, end: at >= bytes.length };
}

/** A line out of a file's content, whole; null when it has fewer. */
export function lineOfContent(bytes: Uint8Array, number: number, isCrlf: boolean): string | null {
  let at = 0;
  for (let passed = 1; passed < number && at < bytes.length; passed += 1) {
    const newline = bytes.indexOf(NEWLINE, at);
    at = newline === -1 ? bytes.length : newline + 1;
  }
  if (at >= bytes.length) return null;
  const newline = bytes.indexOf(NEWLINE, at);
  return textOf(bytes.subarray(at, newline === -1 ? bytes.length : newline), isCrlf);
}

function textOf(line: Uint8Array, isCrlf: boolean): string {
  const text = utf8.decode(line);
  return toVisibleText(isCrlf && text.endsWith("\r") ? text.slice(0, -1) : text);
}

function toRowLine(number: number, offset: number, text: string, isWithoutNewline: boolean): RowLine {
  const folded = foldText(text);
  return [0, number + offset, number, folded, [], text.length - folded.length, isWithoutNewline];
}
