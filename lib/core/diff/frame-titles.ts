import type { Hunk } from "./change";
import { type FrameHeader, isAt, lineTextAt, nextLine, parseFrameHeader, walkFrame } from "./patch-scan";

/** The `@@` line of a frame as git printed it, with the function or module it names. */
export type FrameTitle = FrameHeader & { readonly text: string };

/** The `@@` lines of one slice of `splitPatch`, in order. */
export function listFrameTitles(slice: Uint8Array): readonly FrameTitle[] {
  const titles: FrameTitle[] = [];
  for (let at = 0; at < slice.length; ) {
    if (!isAt(slice, at, "@@ ")) {
      at = nextLine(slice, at);
      continue;
    }
    titles.push({ ...parseFrameHeader(slice, at), text: lineTextAt(slice, at) });
    at = walkFrame(slice, at);
  }
  return titles;
}

type Range = Pick<Hunk, "oldStart" | "oldLines" | "newStart" | "newLines">;

/**
 * The title of the frame in which each hunk is shown; empty for a hunk that is in none, because it is
 * over blob ids.
 *
 * @param hunks the file's hunks in file order
 */
export function titlesOf(hunks: readonly Range[], titles: readonly FrameTitle[]): readonly string[] {
  let at = 0;
  return hunks.map((hunk) => {
    if (hunk.oldLines === 0 && hunk.newLines === 0) return "";
    while (at < titles.length && !holds(titles[at], hunk)) at += 1;
    return titles[at]?.text ?? "";
  });
}

function holds(frame: FrameHeader | undefined, hunk: Range): boolean {
  if (frame === undefined) return false;
  return hunk.newLines > 0
    ? frame.newStart <= hunk.newStart && hunk.newStart < frame.newStart + frame.newLines
    : frame.oldStart <= hunk.oldStart && hunk.oldStart < frame.oldStart + frame.oldLines;
}
