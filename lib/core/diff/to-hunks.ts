import { type Block, toScannedBlocks } from "./blocks";
import type { Hunk } from "./change";
import { type FrameSide, type FrameSource, toFrameSource } from "./frame-source";
import { type HunkContent, readHunkContent, UNREADABLE_CONTENT } from "./hunk-content";
import { type HunkLines, toHunkLines, toRoughText } from "./hunk-lines";
import type { DescribeHunk, HunkDescriber } from "./identify-hunk";
import type { RawChange } from "./parse-raw-diff";
import { ADDED, REMOVED } from "./patch-scan";
import type { ScannedPatch } from "./scan-file-patch";

/** Where a hunk is and what it is known by, with what the classifier may look at. */
export type DescribedHunk<Known> = { readonly hunk: Known & Omit<Hunk, "id" | "fingerprint">; readonly content: HunkContent };

/**
 * Hunks of one file in file order, each with what it is known by: its id and fingerprint, or the digests they are made of.
 *
 * A binary side, a mode-only change, a pure rename and an empty file have one hunk over blob ids and
 * modes; it stands last.
 *
 * @param patch null when git printed none
 * @param blocks those of the patch, where somebody has them already
 * @throws if an Elixir file's patch lacks full context.
 */
export function toHunks<Known>(
  change: RawChange,
  patch: ScannedPatch | null,
  describer: HunkDescriber<Known>,
  blocks: readonly Block[] = patch === null ? [] : toScannedBlocks(patch),
): readonly DescribedHunk<Known>[] {
  const describe = describer.of(change);
  if (patch === null) return [describeBlobs(describe)];
  const sources = patch.frames.map((frame) => toFrameSource(change.path, patch, frame));
  const roughText = blocks.length === 0 ? "" : toRoughText(patch);
  const hunks = blocks.map((block) => describeBlock(toHunkLines(patch, block, roughText), sources[block.frameIndex] ?? null, describe));
  return patch.binary || hunks.length === 0 ? [...hunks, describeBlobs(describe)] : hunks;
}

function describeBlock<Known>(lines: HunkLines, source: FrameSource, describe: DescribeHunk<Known>): DescribedHunk<Known> {
  const { oldStart, oldLines, newStart, newLines } = lines.block;
  const kind = newLines > 0 ? ADDED : REMOVED;
  const side = (kind === ADDED ? source?.new() : source?.old()) ?? null;
  const index = side === null ? -1 : firstIndex(lines, kind, side);
  const enclosing = side === null ? [] : side.outline.headersAt(index);
  return {
    hunk: { ...describe.lines(lines, enclosing), oldStart, oldLines, newStart, newLines },
    content: readHunkContent(lines, source, { side, index, enclosing }),
  };
}

function describeBlobs<Known>(describe: DescribeHunk<Known>): DescribedHunk<Known> {
  return { hunk: { ...describe.blobs(), oldStart: 0, oldLines: 0, newStart: 0, newLines: 0 }, content: UNREADABLE_CONTENT };
}

/** Where the block stands: its first line of a kind that is not blank, or else its first. */
function firstIndex({ patch, block }: HunkLines, kind: number, { source, indexOf }: FrameSide): number {
  let first = -1;
  for (let line = block.from; line < block.to; line += 1) {
    if (patch.lines.kinds[line] !== kind) continue;
    const index = indexOf(line);
    if (source[index]?.blank === false) return index;
    if (first === -1) first = index;
  }
  return first;
}
