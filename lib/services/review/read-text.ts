import type { LineText } from "@/lib/contract/review-api";
import type { OpenPatch } from "./open-patch";

/** A line of a file by its number before the change or after it. */
export type LineOfFile = { readonly side: "old" | "new"; readonly line: number };

/** Characters sent at once. */
export const TEXT_A_REQUEST = 10_000;

const ADDED = 1;
const REMOVED = 2;

/** Where a line stands in a patch; null where the patch does not reach it. */
export function findInPatch({ patch: { frames, lines } }: OpenPatch, { side, line }: LineOfFile): number | null {
  const other = side === "old" ? ADDED : REMOVED;
  for (const frame of frames) {
    const [start, count] = side === "old" ? [frame.oldStart, frame.oldLines] : [frame.newStart, frame.newLines];
    if (line < start || line >= start + count) continue;
    let number = start - 1;
    for (let at = frame.from; at < frame.to; at += 1) {
      if (lines.kinds[at] !== other) number += 1;
      if (number === line) return at;
    }
  }
  return null;
}

/** Some of a long text, never half a character; `differs` as far as one stands beside it. */
export function windowOf(text: string, partner: string | null, from: number | null): LineText {
  const differs = partner === null ? null : differenceOf(text, partner);
  const wanted = from ?? Math.floor((differs?.from ?? 0) / TEXT_A_REQUEST) * TEXT_A_REQUEST;
  const start = wholeFrom(text, Math.min(wanted, text.length));
  return { text: text.slice(start, wholeFrom(text, Math.min(wanted + TEXT_A_REQUEST, text.length))), from: start, total: text.length, differs };
}

/** What is left of a text without the beginning and the end that another has too. */
function differenceOf(text: string, other: string): LineText["differs"] {
  const most = Math.min(text.length, other.length);
  let from = 0;
  while (from < most && text.charCodeAt(from) === other.charCodeAt(from)) from += 1;
  let end = 0;
  while (end < most - from && text.charCodeAt(text.length - 1 - end) === other.charCodeAt(other.length - 1 - end)) end += 1;
  const to = text.length - end;
  return from === to ? null : { from, to };
}

/** The same place, or the one before it where that is inside a character. */
function wholeFrom(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
