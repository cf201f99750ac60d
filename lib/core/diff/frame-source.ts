import { isElixirPath, type SourceLine, toSourceLines } from "./elixir-source";
import { type Outline, toOutline } from "./outline";
import { toLineText } from "./parse-file-patch";
import { ADDED, REMOVED } from "./patch-scan";
import type { ScannedFrame } from "./scan-file-patch";
import { type SourceText, toSourceText } from "./source-text";

/** One side of a file whose whole content is in its patch. */
export type FrameSide = {
  readonly source: readonly SourceLine[];
  readonly outline: Outline;
  readonly file: SourceText;
  /** Index in `source` by line of the frame; -1 for a line of the other side. */
  readonly indexes: Int32Array;
};

/** Both sides of a frame of an Elixir file, read when asked for; null for other files, whose patches carry little context. */
export type FrameSource = { readonly old: () => FrameSide; readonly new: () => FrameSide } | null;

/**
 * Reads the content of an Elixir file out of its patch, which was made with full context.
 *
 * @throws if the frame starts after line 1: without full context the enclosing blocks, and with them
 * the hunk ids, would depend on how much context happened to be there.
 */
export function toFrameSource(path: string, patch: Uint8Array, frame: ScannedFrame): FrameSource {
  if (!isElixirPath(path)) return null;
  if (frame.oldStart > 1 || frame.newStart > 1) {
    throw new Error(`expected a patch with full context for ${path}, came one that starts at line ${frame.newStart}`);
  }
  return { old: once(() => toSide(patch, frame, ADDED)), new: once(() => toSide(patch, frame, REMOVED)) };
}

/** The text of one line of a frame. */
export function frameLineText(patch: Uint8Array, { starts, ends }: ScannedFrame, line: number): string {
  return toLineText({ bytes: patch.subarray(starts[line], ends[line]) });
}

function toSide(patch: Uint8Array, frame: ScannedFrame, without: number): FrameSide {
  const texts: string[] = [];
  const indexes = new Int32Array(frame.lineCount).fill(-1);
  for (let line = 0; line < frame.lineCount; line += 1) {
    if (frame.kinds[line] === without) continue;
    indexes[line] = texts.length;
    texts.push(frameLineText(patch, frame, line));
  }
  const source = toSourceLines(texts);
  return { source, outline: toOutline(source), file: toSourceText(texts.join("\n")), indexes };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
