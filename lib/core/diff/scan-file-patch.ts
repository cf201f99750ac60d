import { ADDED, type FrameHeader, isAt, NO_NEWLINE, nextLine, parseFrameHeader, REMOVED, walkFrame } from "./patch-scan";

/** The lines of a patch as columns of numbers, so that a file of a million lines is no million objects. */
export type PatchLines = {
  /** `CONTEXT`, `ADDED` or `REMOVED` by line. */
  readonly kinds: Uint8Array;
  /** Offset of a line's first byte in the patch, after its marker. */
  readonly starts: Uint32Array;
  /** Offset of a line's newline. */
  readonly ends: Uint32Array;
  /** Lines after which the file ends without a newline; at most one a side and frame. */
  readonly withoutNewline: ReadonlySet<number>;
};

/** One `@@` part of a patch: the half-open range of its lines. */
export type ScannedFrame = FrameHeader & { readonly from: number; readonly to: number };

/** The patch of one file, scanned: where its lines are, nothing decoded. */
export type ScannedPatch = {
  readonly bytes: Uint8Array;
  /** Git printed "Binary files differ" or a binary patch for one side at least. */
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly frames: readonly ScannedFrame[];
  readonly lines: PatchLines;
};

/** Gets what stands in a patch, from its beginning on. */
export type PatchScanner = {
  /** A frame at an offset; answers with the offset after it. @throws if its counts and its lines disagree. */
  readonly frame: (bytes: Uint8Array, at: number) => number;
  /** A line outside the frames. */
  readonly header: (bytes: Uint8Array, at: number) => void;
};

const FIRST_LINES = 1024;

/** Looks at nothing but where a frame ends. */
export function skipFrames(): PatchScanner {
  return { frame: (bytes, at) => walkFrame(bytes, at), header: () => undefined };
}

/**
 * Scans one patch after the other into the same columns.
 *
 * `start` forgets what was scanned; `end` gives it as the patch of the given bytes, good until the next `start`.
 */
export function createPatchScanner(): PatchScanner & { readonly start: () => void; readonly end: (bytes: Uint8Array) => ScannedPatch } {
  const columns = createColumns();
  let frames: ScannedFrame[] = [];
  let binary = false;
  return {
    start: () => {
      columns.clear();
      frames = [];
      binary = false;
    },
    frame: (bytes, at) => {
      const header = parseFrameHeader(bytes, at);
      const { oldStart, oldLines, newStart, newLines } = header;
      const from = columns.count();
      const end = walkFrame(bytes, at, columns.add, header);
      frames.push({ oldStart, oldLines, newStart, newLines, from, to: columns.count() });
      return end;
    },
    header: (bytes, at) => {
      binary ||= isAt(bytes, at, "Binary files ") || isAt(bytes, at, "GIT binary patch");
    },
    end: (bytes) => {
      const lines = columns.view();
      const additions = countKind(lines.kinds, ADDED);
      return { bytes, binary, frames, lines, additions, deletions: countKind(lines.kinds, REMOVED) };
    },
  };
}

/**
 * Finds the lines of one slice of `splitPatch`.
 *
 * @throws if a frame's counts and its lines disagree.
 */
export function scanFilePatch(slice: Uint8Array): ScannedPatch {
  const bytes = withLastNewline(slice);
  const scanner = createPatchScanner();
  for (let at = 0; at < bytes.length; ) {
    if (isAt(bytes, at, "@@ ")) {
      at = scanner.frame(bytes, at);
      continue;
    }
    scanner.header(bytes, at);
    at = nextLine(bytes, at);
  }
  return scanner.end(bytes);
}

/** Git ends every patch with a newline; a patch from elsewhere gets it, so that every line has one. */
function withLastNewline(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0 || bytes.at(-1) === 0x0a) return bytes;
  const whole = new Uint8Array(bytes.length + 1);
  whole.set(bytes);
  whole[bytes.length] = 0x0a;
  return whole;
}

function createColumns() {
  let kinds = new Uint8Array(FIRST_LINES);
  let starts = new Uint32Array(FIRST_LINES);
  let ends = new Uint32Array(FIRST_LINES);
  let withoutNewline = new Set<number>();
  let used = 0;

  function grow(): void {
    const larger = kinds.length * 2;
    kinds = copyInto(new Uint8Array(larger), kinds);
    starts = copyInto(new Uint32Array(larger), starts);
    ends = copyInto(new Uint32Array(larger), ends);
  }

  return {
    clear: (): void => {
      used = 0;
      if (withoutNewline.size > 0) withoutNewline = new Set();
    },
    count: () => used,
    add: (marker: number, start: number, end: number): void => {
      if (marker === NO_NEWLINE) {
        withoutNewline.add(used - 1);
        return;
      }
      if (used === kinds.length) grow();
      kinds[used] = marker;
      starts[used] = start;
      ends[used] = end;
      used += 1;
    },
    view: (): PatchLines => ({ kinds: kinds.subarray(0, used), starts, ends, withoutNewline }),
  };
}

function copyInto<Column extends Uint8Array | Uint32Array>(larger: Column, column: Column): Column {
  larger.set(column);
  return larger;
}

function countKind(kinds: Uint8Array, kind: number): number {
  let count = 0;
  for (let line = 0; line < kinds.length; line += 1) if (kinds[line] === kind) count += 1;
  return count;
}
