import { ADDED, type FrameHeader, REMOVED } from "./patch-scan";
import { type ScannedFrame, type ScannedPatch, scanFilePatch } from "./scan-file-patch";

/** One line of a patch. `bytes` is exact, without the final newline; a carriage return stays in it. */
export type PatchLine = {
  readonly kind: "context" | "added" | "removed";
  readonly bytes: Uint8Array;
  /** The file ends after this line, without a newline. */
  readonly noNewline: boolean;
  /** 1-based line number before the change; null for an added line. */
  readonly oldLine: number | null;
  /** 1-based line number after the change; null for a removed line. */
  readonly newLine: number | null;
};

/** One `@@` part of a patch: changed lines with the context git printed around them. */
export type PatchFrame = FrameHeader & { readonly lines: readonly PatchLine[] };

/** The patch of one file. */
export type FilePatch = {
  /** Git printed "Binary files differ" or a binary patch for one side at least. */
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly frames: readonly PatchFrame[];
};

const display = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Parses one slice of `splitPatch` for showing it. Line bytes are views into the slice, nothing is copied
 * or decoded. What only counts or hashes lines takes `scanFilePatch`.
 *
 * @throws if a frame's counts and its lines disagree.
 */
export function parseFilePatch(slice: Uint8Array): FilePatch {
  const patch = scanFilePatch(slice);
  const { binary, additions, deletions, frames } = patch;
  return { binary, additions, deletions, frames: frames.map((frame) => toPatchFrame(patch, frame)) };
}

/** A line as text for people: UTF-8, a byte that is none becomes U+FFFD. Not for hashing. */
export function toLineText({ bytes }: Pick<PatchLine, "bytes">): string {
  return display.decode(bytes);
}

function toPatchFrame({ bytes, lines: { kinds, starts, ends, withoutNewline } }: ScannedPatch, { from, to, ...header }: ScannedFrame): PatchFrame {
  const lines: PatchLine[] = [];
  let oldLine = header.oldStart;
  let newLine = header.newStart;
  for (let at = from; at < to; at += 1) {
    const isAdded = kinds[at] === ADDED;
    const isRemoved = kinds[at] === REMOVED;
    lines.push({
      kind: isAdded ? "added" : isRemoved ? "removed" : "context",
      bytes: bytes.subarray(starts[at], ends[at]),
      noNewline: withoutNewline.has(at),
      oldLine: isAdded ? null : oldLine,
      newLine: isRemoved ? null : newLine,
    });
    if (!isAdded) oldLine += 1;
    if (!isRemoved) newLine += 1;
  }
  return { ...header, lines };
}
