import { type Block, toScannedBlocks } from "./blocks";
import type { Hunk } from "./change";
import { type FrameSide, type FrameSource, toFrameSource } from "./frame-source";
import { type HunkContent, readHunkContent, UNREADABLE_CONTENT } from "./hunk-content";
import { type HunkLines, toHunkLines, toRoughText } from "./hunk-lines";
import type { DescribeHunk, HunkDescriber } from "./identify-hunk";
import type { RawChange } from "./parse-raw-diff";
import { ADDED, REMOVED } from "./patch-scan";
import type { ScannedPatch } from "./scan-file-patch";

/** Where a hunk without lines is. */
export const NO_LINES = { oldStart: 0, oldLines: 0, newStart: 0, newLines: 0 } as const;

/** Where a hunk is and what it is known by, with what the classifier may look at. */
export type DescribedHunk<Known> = { readonly hunk: Known & Omit<Hunk, "id" | "fingerprint">; readonly content: HunkContent };

/**
 * Hunks of one file in file order, each with what it is known by: its id and fingerprint, or the digests they are made of.
 *
 * A binary side, a mode-only change, a pure rename and an empty file have one hunk over blob ids and
 * modes; it stands last.
 *
 * @param patch null when git printed none
 * @throws if an Elixir file's patch lacks full context.
 */
export function toHunks<Known>(change: RawChange, patch: ScannedPatch | null, describer: HunkDescriber<Known>): readonly DescribedHunk<Known>[] {
  const hunks: DescribedHunk<Known>[] = [];
  visitHunks(change, patch, patch === null ? [] : toScannedBlocks(patch), describer, (known, block, content) => {
    const { oldStart, oldLines, newStart, newLines } = block ?? NO_LINES;
    hunks.push({ hunk: { ...known, oldStart, oldLines, newStart, newLines }, content });
  });
  return hunks;
}

/** Gets a hunk, where its lines are (null when it has none), and what the classifier may look at, good until the visit ends. */
export type VisitHunk<Known> = (known: Known, block: Block | null, content: HunkContent) => void;

/** As `toHunks`, one after the other: of a large file nothing is kept longer than it is looked at. */
export function visitHunks<Known>(
  change: RawChange,
  patch: ScannedPatch | null,
  blocks: readonly Block[],
  describer: HunkDescriber<Known>,
  visit: VisitHunk<Known>,
): void {
  const describe = describer.of(change);
  if (patch !== null) {
    const sources = patch.frames.map((frame) => toFrameSource(change.path, patch, frame));
    const roughText = blocks.length === 0 ? "" : toRoughText(patch);
    for (const block of blocks) visitBlock(toHunkLines(patch, block, roughText), sources[block.frameIndex] ?? null, describe, visit);
  }
  if (patch === null || patch.binary || blocks.length === 0) visit(describe.blobs(), null, UNREADABLE_CONTENT);
}

function visitBlock<Known>(lines: HunkLines, source: FrameSource, describe: DescribeHunk<Known>, visit: VisitHunk<Known>): void {
  const kind = lines.block.newLines > 0 ? ADDED : REMOVED;
  const side = (kind === ADDED ? source?.new() : source?.old()) ?? null;
  const index = side === null ? -1 : firstIndex(lines, kind, side);
  const enclosing = side === null ? [] : side.outline.headersAt(index);
  visit(describe.lines(lines, enclosing), lines.block, readHunkContent(lines, source, { side, index, enclosing }));
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
