import { isElixirPath, type SourceLine, toSourceLines } from "./elixir-source";
import { type Outline, toOutline } from "./outline";
import { toLineText } from "./parse-file-patch";
import { ADDED, REMOVED } from "./patch-scan";
import type { ScannedFrame, ScannedPatch } from "./scan-file-patch";
import { type SourceText, toSourceText } from "./source-text";

/** One side of a file whose whole content is in its patch. */
export type FrameSide = {
  readonly source: readonly SourceLine[];
  readonly outline: Outline;
  readonly file: SourceText;
  /** Index in `source` of a line of the patch; -1 for a line of the other side. */
  readonly indexOf: (line: number) => number;
};

/** Both sides of a frame of an Elixir file, read when asked for; null for other files, whose patches carry little context. */
export type FrameSource = { readonly old: () => FrameSide; readonly new: () => FrameSide } | null;

/**
 * Reads the content of an Elixir file out of its patch, which was made with full context.
 *
 * @throws if the frame starts after line 1: without full context the enclosing blocks, and with them
 * the hunk ids, would depend on how much context happened to be there.
 */
export function toFrameSource(path: string, patch: ScannedPatch, frame: ScannedFrame): FrameSource {
  if (!isElixirPath(path)) return null;
  if (frame.oldStart > 1 || frame.newStart > 1) {
    throw new Error(`expected a patch with full context for ${path}, came one that starts at line ${frame.newStart}`);
  }
  return { old: once(() => toSide(patch, frame, ADDED)), new: once(() => toSide(patch, frame, REMOVED)) };
}

/** The text of one line of a patch. */
export function patchLineText({ bytes, lines: { starts, ends } }: ScannedPatch, line: number): string {
  return toLineText({ bytes: bytes.subarray(starts[line], ends[line]) });
}

function toSide(patch: ScannedPatch, { from, to }: ScannedFrame, without: number): FrameSide {
  const texts: string[] = [];
  const indexes = new Int32Array(to - from).fill(-1);
  for (let line = from; line < to; line += 1) {
    if (patch.lines.kinds[line] === without) continue;
    indexes[line - from] = texts.length;
    texts.push(patchLineText(patch, line));
  }
  const source = toSourceLines(texts);
  return { source, outline: toOutline(source), file: toSourceText(texts.join("\n")), indexOf: (line) => indexes[line - from] ?? -1 };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
