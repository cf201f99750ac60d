import type { Digest } from "@/lib/core/digest";
import { type Block, toBlocks } from "./blocks";
import type { Hunk } from "./change";
import type { FilePatch, PatchFrame } from "./parse-file-patch";

/** What a renderer shows as one piece, and which hunks are in it. */
export type DisplayFrame = PatchFrame & { readonly hunkIds: readonly Digest[] };

export type DisplayOptions = {
  /** Unchanged lines to keep on each side; fewer when the patch holds fewer. */
  readonly contextLines?: number;
  /** Hunks to show; all when left out. */
  readonly hunkIds?: readonly Digest[];
};

type ShownBlock = { readonly block: Block; readonly hunkId: Digest; readonly from: number; readonly to: number };

/**
 * Frames of the chosen hunks of a file with some context, merged where their context meets.
 *
 * A hunk that was not chosen is never shown as if it were context: the context stops before it. A hunk
 * over blob ids has no lines and no frame.
 *
 * @param hunks the file's hunks in file order, as in the snapshot's index
 * @throws if `hunks` are not the hunks of this patch.
 */
export function toDisplayFrames(
  patch: FilePatch,
  hunks: readonly Pick<Hunk, "id" | "oldStart" | "oldLines" | "newStart" | "newLines">[],
  { contextLines = 3, hunkIds }: DisplayOptions = {},
): readonly DisplayFrame[] {
  const blocks = toBlocks(patch);
  const chosen = hunkIds === undefined ? null : new Set(hunkIds);
  const shown = blocks.flatMap((block, index): readonly ShownBlock[] => {
    const hunk = requireHunk(hunks[index], block);
    if (chosen !== null && !chosen.has(hunk.id)) return [];
    const lines = patch.frames[block.frameIndex]?.lines.length ?? 0;
    const before = neighbour(blocks[index - 1], block)?.to ?? 0;
    const after = neighbour(blocks[index + 1], block)?.from ?? lines;
    return [
      {
        block,
        hunkId: hunk.id,
        from: Math.max(before, block.from - contextLines),
        to: Math.min(after, block.to + contextLines),
      },
    ];
  });
  return mergeTouching(shown).map((group) => toFrame(patch, group));
}

function requireHunk<Known extends Pick<Hunk, "oldStart" | "newStart">>(hunk: Known | undefined, block: Block): Known {
  if (hunk?.oldStart !== block.oldStart || hunk.newStart !== block.newStart) {
    throw new Error(`expected a hunk at -${block.oldStart} +${block.newStart}, came -${hunk?.oldStart} +${hunk?.newStart}`);
  }
  return hunk;
}

function neighbour(other: Block | undefined, block: Block): Block | undefined {
  return other?.frameIndex === block.frameIndex ? other : undefined;
}

function mergeTouching(shown: readonly ShownBlock[]): readonly (readonly ShownBlock[])[] {
  const groups: ShownBlock[][] = [];
  for (const next of shown) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const touches = last?.block.frameIndex === next.block.frameIndex && last.to >= next.from;
    if (touches) group?.push(next);
    else groups.push([next]);
  }
  return groups;
}

function toFrame(patch: FilePatch, group: readonly ShownBlock[]): DisplayFrame {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) throw new Error("expected a frame to show at least one hunk");
  const lines = patch.frames[first.block.frameIndex]?.lines.slice(first.from, last.to) ?? [];
  const contextBefore = first.block.from - first.from;
  const oldLines = lines.filter(({ kind }) => kind !== "added").length;
  const newLines = lines.filter(({ kind }) => kind !== "removed").length;
  return {
    oldStart: startOf(first.block.oldStart, first.block.oldLines, contextBefore, oldLines),
    oldLines,
    newStart: startOf(first.block.newStart, first.block.newLines, contextBefore, newLines),
    newLines,
    lines,
    hunkIds: group.map(({ hunkId }) => hunkId),
  };
}

/** A side without lines in the block is numbered by the line before it; with context it has lines again. */
function startOf(blockStart: number, blockLines: number, contextBefore: number, frameLines: number): number {
  const firstLine = blockLines === 0 ? blockStart + 1 : blockStart;
  return frameLines === 0 ? blockStart : firstLine - contextBefore;
}
