import type { FilePatch, PatchLine } from "./parse-file-patch";
import { ADDED, CONTEXT, type FrameHeader, REMOVED } from "./patch-scan";
import type { ScannedFrame } from "./scan-file-patch";

/** A run of changed lines without a context line in between: what `git diff -U0` makes a hunk. */
export type Block = {
  readonly frameIndex: number;
  /** Half-open range of the block's lines in its frame. */
  readonly from: number;
  readonly to: number;
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
};

const MARKERS: Record<PatchLine["kind"], number> = { context: CONTEXT, added: ADDED, removed: REMOVED };

/** The blocks of a file in file order, with the line numbers `git diff -U0` would print. */
export function toBlocks(patch: FilePatch): readonly Block[] {
  return patch.frames.flatMap((frame, frameIndex) => {
    const kinds = Uint8Array.from(frame.lines, ({ kind }) => MARKERS[kind]);
    return frameBlocks(frame, kinds, frameIndex);
  });
}

/** As `toBlocks`, from scanned frames. */
export function toScannedBlocks(frames: readonly ScannedFrame[]): readonly Block[] {
  return frames.flatMap((frame, frameIndex) => frameBlocks(frame, frame.kinds.subarray(0, frame.lineCount), frameIndex));
}

function frameBlocks(header: FrameHeader, kinds: Uint8Array, frameIndex: number): readonly Block[] {
  const blocks: Block[] = [];
  // A side without lines is headed by the line before the change, so its first line would be one on.
  let oldNext = header.oldStart + (header.oldLines === 0 ? 1 : 0);
  let newNext = header.newStart + (header.newLines === 0 ? 1 : 0);
  for (let from = 0; from < kinds.length; ) {
    let to = from;
    let added = 0;
    let removed = 0;
    for (; to < kinds.length && kinds[to] !== CONTEXT; to += 1) {
      if (kinds[to] === ADDED) added += 1;
      else removed += 1;
    }
    if (to > from) {
      blocks.push({
        frameIndex,
        from,
        to,
        oldStart: removed === 0 ? oldNext - 1 : oldNext,
        oldLines: removed,
        newStart: added === 0 ? newNext - 1 : newNext,
        newLines: added,
      });
    }
    // Past the block and the context line that ended it.
    oldNext += removed + 1;
    newNext += added + 1;
    from = to + 1;
  }
  return blocks;
}
