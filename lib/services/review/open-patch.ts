import { type Block, toScannedBlocks } from "@/lib/core/diff/blocks";
import { type ScannedPatch, scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { toVisibleText } from "@/lib/core/diff/visible-text";

/** The patch of one file, ready for showing any part of it. */
export type OpenPatch = {
  readonly patch: ScannedPatch;
  /** Its hunks with lines, in file order. */
  readonly blocks: readonly Block[];
  /** A line as a reader sees it: every character visible. */
  readonly textAt: (line: number) => string;
  /** About what it takes in memory. */
  readonly size: number;
};

const CARRIAGE_RETURN = 0x0d;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Scans a file's patch as git printed it. A carriage return is shown where not every line ends with one. */
export function openPatch(slice: Uint8Array): OpenPatch {
  const patch = scanFilePatch(slice);
  const { bytes, lines } = patch;
  const isCrlf = endsEveryLine(patch, CARRIAGE_RETURN);
  return {
    patch,
    blocks: toScannedBlocks(patch),
    textAt: (line) => toVisibleText(utf8.decode(bytes.subarray(lines.starts[line], (lines.ends[line] ?? 0) - (isCrlf ? 1 : 0)))),
    size: bytes.length + lines.starts.byteLength + lines.ends.byteLength,
  };
}

function endsEveryLine({ bytes, lines: { kinds, starts, ends } }: ScannedPatch, byte: number): boolean {
  for (let line = 0; line < kinds.length; line += 1) {
    const end = ends[line] ?? 0;
    if (end === starts[line] || bytes[end - 1] !== byte) return false;
  }
  return kinds.length > 0;
}
