import { type Block, toScannedBlocks } from "@/lib/core/diff/blocks";
import type { ScannedPatch } from "@/lib/core/diff/scan-file-patch";
import { toVisibleText } from "@/lib/core/diff/visible-text";

/** The patch of one file, ready for showing any part of it. */
export type OpenPatch = {
  readonly patch: ScannedPatch;
  /** Its hunks with lines, in file order. */
  readonly blocks: readonly Block[];
  /** A line as a reader sees it: every character visible. */
  readonly textAt: (line: number) => string;
  /** Every line ends with a carriage return, which is left out. */
  readonly isCrlf: boolean;
};

const CARRIAGE_RETURN = 0x0d;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

const opened = new WeakMap<ScannedPatch, OpenPatch>();

/** Opens a scanned patch, once. A carriage return is shown where not every line ends with one. */
export function openPatch(patch: ScannedPatch): OpenPatch {
  const known = opened.get(patch);
  if (known) return known;
  const { bytes, lines } = patch;
  const isCrlf = endsEveryLine(patch, CARRIAGE_RETURN);
  const last = isCrlf ? 1 : 0;
  const open = {
    patch,
    blocks: toScannedBlocks(patch),
    isCrlf,
    textAt: (line: number) => toVisibleText(utf8.decode(bytes.subarray(lines.starts[line], (lines.ends[line] ?? 0) - last))),
  };
  opened.set(patch, open);
  return open;
}

function endsEveryLine({ bytes, lines: { kinds, starts, ends } }: ScannedPatch, byte: number): boolean {
  for (let line = 0; line < kinds.length; line += 1) {
    const end = ends[line] ?? 0;
    if (end === starts[line] || bytes[end - 1] !== byte) return false;
  }
  return kinds.length > 0;
}
