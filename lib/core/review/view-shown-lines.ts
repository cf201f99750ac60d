import type { Hunk } from "@/lib/core/diff/change";
import { type DisplayFrame, toDisplayFrames } from "@/lib/core/diff/display-patch";
import type { FilePatch, PatchLine } from "@/lib/core/diff/parse-file-patch";
import { toUnifiedText } from "@/lib/core/diff/unified-text";
import type { Digest } from "@/lib/core/digest";

/** One line of a diff as a person reads it: every character visible. */
export type ShownLine = Pick<PatchLine, "kind" | "oldLine" | "newLine" | "noNewline"> & { readonly text: string };

/** The lines of one hunk with the context that is shown with it. */
export type ShownHunk = { readonly hunkId: Digest; readonly lines: readonly ShownLine[] };

type LineHunk = Pick<Hunk, "id" | "oldStart" | "oldLines" | "newStart" | "newLines">;

/** Unchanged lines shown on each side of a hunk. */
const CONTEXT_LINES = 3;

/**
 * The chosen hunks of a file, each with its context. A line between two hunks is shown once, and a hunk
 * that was not chosen never appears as context.
 *
 * @param hunks all hunks of the file, in file order
 */
export function toShownHunks(patch: FilePatch, hunks: readonly LineHunk[], hunkIds: readonly Digest[]): readonly ShownHunk[] {
  const frames = toDisplayFrames(patch, hunks, { hunkIds, contextLines: CONTEXT_LINES });
  const texts = toUnifiedText(frames, { oldName: "file", newName: "file" }).split("\n");
  // Two lines of names, then per frame its header and its lines.
  let at = 2;
  return frames.flatMap((frame) => {
    at += 1;
    const lines = frame.lines.map((line): ShownLine => {
      const text = texts[at]?.slice(1) ?? "";
      at += line.noNewline ? 2 : 1;
      const { kind, oldLine, newLine, noNewline } = line;
      return { kind, oldLine, newLine, noNewline, text };
    });
    return splitAtHunks(frame, lines);
  });
}

function splitAtHunks({ hunkIds }: DisplayFrame, lines: readonly ShownLine[]): readonly ShownHunk[] {
  const runs = changedRuns(lines);
  return hunkIds.map((hunkId, index) => {
    const before = runs[index - 1];
    const run = runs[index];
    const next = runs[index + 1];
    if (!run) throw new Error(`expected ${hunkIds.length} hunks in a frame, came ${runs.length}`);
    const from = before ? Math.min(before.to + CONTEXT_LINES, run.from) : 0;
    const to = next ? Math.min(run.to + CONTEXT_LINES, next.from) : lines.length;
    return { hunkId, lines: lines.slice(from, to) };
  });
}

function changedRuns(lines: readonly ShownLine[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  lines.forEach(({ kind }, index) => {
    if (kind === "context") return;
    const last = runs.at(-1);
    if (last?.to === index) last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  });
  return runs;
}
