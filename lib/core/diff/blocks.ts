import type { FilePatch, PatchLine } from "./parse-file-patch";
import { ADDED, CONTEXT, type FrameHeader, REMOVED } from "./patch-scan";
import type { ScannedPatch } from "./scan-file-patch";

/** A run of changed lines without a context line in between: what `git diff -U0` makes a hunk. */
export type Block = {
  readonly frameIndex: number;
  /** Half-open range of the block's lines: in its frame, or of a scanned patch among all its lines. */
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
    const blocks: Block[] = [];
    addBlocks(blocks, { ...frame, from: 0, to: kinds.length }, kinds, frameIndex);
    return blocks;
  });
}

/** As `toBlocks`, of a scanned patch. */
export function toScannedBlocks({ frames, lines }: ScannedPatch): readonly Block[] {
  const blocks: Block[] = [];
  frames.forEach((frame, frameIndex) => {
    addBlocks(blocks, frame, lines.kinds, frameIndex);
  });
  return blocks;
}

function addBlocks(blocks: Block[], frame: FrameHeader & { readonly from: number; readonly to: number }, kinds: Uint8Array, frameIndex: number): void {
  // A side without lines is headed by the line before the change, so its first line would be one on.
  let oldNext = frame.oldStart + (frame.oldLines === 0 ? 1 : 0);
  let newNext = frame.newStart + (frame.newLines === 0 ? 1 : 0);
  for (let from = frame.from; from < frame.to; ) {
    let to = from;
    let added = 0;
    let removed = 0;
    for (; to < frame.to && kinds[to] !== CONTEXT; to += 1) {
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
}
