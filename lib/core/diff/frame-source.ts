import { isElixirPath, type SourceLine, toSourceLines } from "./elixir-source";
import { type PatchFrame, type PatchLine, toLineText } from "./parse-file-patch";

/** One side of a file whose whole content is in its patch. */
export type FrameSide = {
  readonly source: readonly SourceLine[];
  /** Index in `source` of a line of the frame. */
  readonly indexOf: (line: PatchLine) => number;
  readonly text: string;
};

/** Both sides of a frame of an Elixir file; null for other files, whose patches carry little context. */
export type FrameSource = { readonly old: FrameSide; readonly new: FrameSide } | null;

/**
 * Reads the content of an Elixir file out of its patch, which was made with full context.
 *
 * @throws if the frame starts after line 1: without full context the enclosing blocks, and with them
 * the hunk ids, would depend on how much context happened to be there.
 */
export function toFrameSource(path: string, frame: PatchFrame): FrameSource {
  if (!isElixirPath(path)) return null;
  if (frame.oldStart > 1 || frame.newStart > 1) {
    throw new Error(`expected a patch with full context for ${path}, came one that starts at line ${frame.newStart}`);
  }
  return { old: toSide(frame, "added"), new: toSide(frame, "removed") };
}

function toSide(frame: PatchFrame, without: PatchLine["kind"]): FrameSide {
  const lines = frame.lines.filter((line) => line.kind !== without);
  const texts = lines.map((line) => toLineText(line));
  const indexes = new Map(lines.map((line, index) => [line, index]));
  return {
    source: toSourceLines(texts),
    indexOf: (line) => indexes.get(line) ?? -1,
    text: texts.join("\n"),
  };
}
