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

/** Most patches have longer lines; others make the columns grow. */
const BYTES_PER_LINE = 32;

/**
 * Finds the lines of one slice of `splitPatch`.
 *
 * @throws if a frame's counts and its lines disagree.
 */
export function scanFilePatch(slice: Uint8Array): ScannedPatch {
  const bytes = withLastNewline(slice);
  const columns = createColumns(Math.ceil(bytes.length / BYTES_PER_LINE));
  const frames: ScannedFrame[] = [];
  let binary = false;
  for (let at = 0; at < bytes.length; ) {
    if (isAt(bytes, at, "@@ ")) {
      const header = parseFrameHeader(bytes, at);
      const from = columns.count();
      at = walkFrame(bytes, at, columns.add);
      frames.push({ ...header, from, to: columns.count() });
      continue;
    }
    binary ||= isAt(bytes, at, "Binary files ") || isAt(bytes, at, "GIT binary patch");
    at = nextLine(bytes, at);
  }
  const lines = columns.end();
  return { bytes, binary, frames, lines, additions: countKind(lines.kinds, ADDED), deletions: countKind(lines.kinds, REMOVED) };
}

/** Git ends every patch with a newline; a patch from elsewhere gets it, so that every line has one. */
function withLastNewline(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0 || bytes.at(-1) === 0x0a) return bytes;
  const whole = new Uint8Array(bytes.length + 1);
  whole.set(bytes);
  whole[bytes.length] = 0x0a;
  return whole;
}

function createColumns(capacity: number) {
  let kinds = new Uint8Array(capacity);
  let starts = new Uint32Array(capacity);
  let ends = new Uint32Array(capacity);
  const withoutNewline = new Set<number>();
  let used = 0;

  function grow(): void {
    const larger = Math.max(16, kinds.length * 2);
    kinds = copyInto(new Uint8Array(larger), kinds);
    starts = copyInto(new Uint32Array(larger), starts);
    ends = copyInto(new Uint32Array(larger), ends);
  }

  return {
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
    end: (): PatchLines => ({ kinds: kinds.subarray(0, used), starts, ends, withoutNewline }),
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
