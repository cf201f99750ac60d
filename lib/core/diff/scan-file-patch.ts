import { ADDED, type FrameHeader, isAt, NO_NEWLINE, nextLine, parseFrameHeader, REMOVED, walkFrame } from "./patch-scan";

/** One `@@` part of a patch as columns of numbers, so that a file of a million lines is no million objects. */
export type ScannedFrame = FrameHeader & {
  readonly lineCount: number;
  /** `CONTEXT`, `ADDED` or `REMOVED` by line. */
  readonly kinds: Uint8Array;
  /** Offset of a line's first byte in the patch, after its marker. */
  readonly starts: Uint32Array;
  /** Offset of a line's newline. */
  readonly ends: Uint32Array;
  /** Indexes of lines after which the file ends without a newline; at most one a side. */
  readonly withoutNewline: readonly number[];
};

/** The patch of one file, scanned: where its lines are, nothing decoded. */
export type ScannedPatch = {
  readonly bytes: Uint8Array;
  /** Git printed "Binary files differ" or a binary patch for one side at least. */
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly frames: readonly ScannedFrame[];
};

/**
 * Finds the lines of one slice of `splitPatch`.
 *
 * @throws if a frame's counts and its lines disagree.
 */
export function scanFilePatch(slice: Uint8Array): ScannedPatch {
  const bytes = withLastNewline(slice);
  const frames: ScannedFrame[] = [];
  let binary = false;
  for (let at = 0; at < bytes.length; ) {
    if (isAt(bytes, at, "@@ ")) {
      const [frame, end] = scanFrame(bytes, at);
      frames.push(frame);
      at = end;
      continue;
    }
    binary ||= isAt(bytes, at, "Binary files ") || isAt(bytes, at, "GIT binary patch");
    at = nextLine(bytes, at);
  }
  return { bytes, binary, frames, additions: countLines(frames, ADDED), deletions: countLines(frames, REMOVED) };
}

/** Git ends every patch with a newline; a patch from elsewhere gets it, so that every line has one. */
function withLastNewline(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0 || bytes.at(-1) === 0x0a) return bytes;
  const whole = new Uint8Array(bytes.length + 1);
  whole.set(bytes);
  whole[bytes.length] = 0x0a;
  return whole;
}

function scanFrame(bytes: Uint8Array, at: number): readonly [frame: ScannedFrame, end: number] {
  const header = parseFrameHeader(bytes, at);
  // A line takes a byte of the patch at least, whatever a header claims.
  const most = Math.min(header.oldLines + header.newLines, bytes.length - at);
  const kinds = new Uint8Array(most);
  const starts = new Uint32Array(most);
  const ends = new Uint32Array(most);
  const withoutNewline: number[] = [];
  let lineCount = 0;
  const end = walkFrame(bytes, at, (marker, lineStart, lineEnd) => {
    if (marker === NO_NEWLINE) {
      if (lineCount > 0) withoutNewline.push(lineCount - 1);
      return;
    }
    kinds[lineCount] = marker;
    starts[lineCount] = lineStart;
    ends[lineCount] = lineEnd;
    lineCount += 1;
  });
  return [{ ...header, lineCount, kinds, starts, ends, withoutNewline }, end];
}

function countLines(frames: readonly ScannedFrame[], kind: number): number {
  let count = 0;
  for (const { kinds, lineCount } of frames) for (let line = 0; line < lineCount; line += 1) if (kinds[line] === kind) count += 1;
  return count;
}
