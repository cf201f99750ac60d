import type { Block } from "./blocks";
import type { ScannedFrame } from "./scan-file-patch";

/** Where the lines of a hunk are in a patch. */
export type HunkLines = {
  readonly bytes: Uint8Array;
  readonly frame: ScannedFrame;
  readonly block: Block;
  /** The hunk's part of the patch, markers included: one character for each byte, ASCII as it is. For a first look. */
  readonly roughText: string;
};

const oneByOne = new TextDecoder("windows-1252");

/** The lines of a block; nothing is decoded before it is asked for. */
export function toHunkLines(bytes: Uint8Array, frame: ScannedFrame, block: Block): HunkLines {
  let roughText: string | null = null;
  return {
    bytes,
    frame,
    block,
    get roughText() {
      roughText ??= oneByOne.decode(bytes.subarray(frame.starts[block.from], frame.ends[block.to - 1]));
      return roughText;
    },
  };
}
