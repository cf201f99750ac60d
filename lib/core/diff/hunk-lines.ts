import type { Block } from "./blocks";
import type { ScannedPatch } from "./scan-file-patch";

/** The lines of a hunk: where they are in a patch. */
export type HunkLines = {
  readonly patch: ScannedPatch;
  readonly block: Block;
  /** The hunk's part of the patch, markers included: one character for each byte, ASCII as it is. For a first look. */
  readonly roughText: string;
};

const oneByOne = new TextDecoder("windows-1252");

/** The bytes of a patch as a text of one character for each; see `HunkLines.roughText`. */
export function toRoughText({ bytes }: ScannedPatch): string {
  return oneByOne.decode(bytes);
}

/** The lines of a block, given the rough text of their patch. */
export function toHunkLines(patch: ScannedPatch, block: Block, roughText: string): HunkLines {
  const { starts, ends } = patch.lines;
  return { patch, block, roughText: roughText.slice(starts[block.from], ends[block.to - 1]) };
}
