import type { FilePatch, PatchFrame, PatchLine } from "./parse-file-patch";

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

/** The blocks of a file in file order, with the line numbers `git diff -U0` would print. */
export function toBlocks(patch: FilePatch): readonly Block[] {
  return patch.frames.flatMap((frame, frameIndex) => frameBlocks(frame, frameIndex));
}

/** The lines of a block on one side. */
export function blockLines(patch: FilePatch, block: Block, kind: PatchLine["kind"]): readonly PatchLine[] {
  const lines = patch.frames[block.frameIndex]?.lines.slice(block.from, block.to) ?? [];
  return lines.filter((line) => line.kind === kind);
}

function frameBlocks({ lines, ...header }: PatchFrame, frameIndex: number): readonly Block[] {
  const blocks: Block[] = [];
  // A side without lines is headed by the line before the change, so its first line would be one on.
  let oldNext = header.oldStart + (header.oldLines === 0 ? 1 : 0);
  let newNext = header.newStart + (header.newLines === 0 ? 1 : 0);
  for (let from = 0; from < lines.length; ) {
    let to = from;
    const count = { context: 0, removed: 0, added: 0 };
    while (to < lines.length && lines[to]?.kind !== "context") {
      count[lines[to]?.kind ?? "context"] += 1;
      to += 1;
    }
    if (to > from) {
      blocks.push({
        frameIndex,
        from,
        to,
        oldStart: count.removed === 0 ? oldNext - 1 : oldNext,
        oldLines: count.removed,
        newStart: count.added === 0 ? newNext - 1 : newNext,
        newLines: count.added,
      });
    }
    // Past the block and the context line that ended it.
    oldNext += count.removed + 1;
    newNext += count.added + 1;
    from = to + 1;
  }
  return blocks;
}
