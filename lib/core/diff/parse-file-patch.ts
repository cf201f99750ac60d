import { type FrameHeader, isAt, nextLine, parseFrameHeader, walkFrame } from "./patch-scan";

/** One line of a patch. `bytes` is exact, without the final newline; a carriage return stays in it. */
export type PatchLine = {
  readonly kind: "context" | "added" | "removed";
  readonly bytes: Uint8Array;
  /** The file ends after this line, without a newline. */
  readonly noNewline: boolean;
  /** 1-based line number before the change; null for an added line. */
  readonly oldLine: number | null;
  /** 1-based line number after the change; null for a removed line. */
  readonly newLine: number | null;
};

/** One `@@` part of a patch: changed lines with the context git printed around them. */
export type PatchFrame = FrameHeader & { readonly lines: readonly PatchLine[] };

/** The patch of one file. */
export type FilePatch = {
  /** Git printed "Binary files differ" or a binary patch for one side at least. */
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly frames: readonly PatchFrame[];
};

/** The patch of a change for which git printed none. */
export const EMPTY_PATCH: FilePatch = { binary: false, additions: 0, deletions: 0, frames: [] };

const display = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Parses one slice of `splitPatch`. Line bytes are views into `bytes`, nothing is copied or decoded.
 *
 * @throws if a frame's counts and its lines disagree.
 */
export function parseFilePatch(bytes: Uint8Array): FilePatch {
  const frames: PatchFrame[] = [];
  let binary = false;
  for (let at = 0; at < bytes.length; ) {
    if (isAt(bytes, at, "@@ ")) {
      const lines: PatchLine[] = [];
      const header = parseFrameHeader(bytes, at);
      at = walkFrame(bytes, at, lineCollector(bytes, header, lines));
      frames.push({ ...header, lines });
      continue;
    }
    binary ||= isAt(bytes, at, "Binary files ") || isAt(bytes, at, "GIT binary patch");
    at = nextLine(bytes, at);
  }
  return { binary, frames, additions: countLines(frames, "added"), deletions: countLines(frames, "removed") };
}

/** A line as text for people: UTF-8, a byte that is none becomes U+FFFD. Not for hashing. */
export function toLineText(line: PatchLine): string {
  return display.decode(line.bytes);
}

function lineCollector(bytes: Uint8Array, header: FrameHeader, lines: PatchLine[]) {
  let oldLine = header.oldStart;
  let newLine = header.newStart;
  return (marker: PatchLine["kind"] | "no-newline", start: number, end: number): void => {
    const last = lines.at(-1);
    if (marker === "no-newline") {
      if (last !== undefined) lines[lines.length - 1] = { ...last, noNewline: true };
      return;
    }
    lines.push({
      kind: marker,
      bytes: bytes.subarray(start, end),
      noNewline: false,
      oldLine: marker === "added" ? null : oldLine,
      newLine: marker === "removed" ? null : newLine,
    });
    if (marker !== "added") oldLine += 1;
    if (marker !== "removed") newLine += 1;
  };
}

function countLines(frames: readonly PatchFrame[], kind: PatchLine["kind"]): number {
  return frames.reduce((sum, frame) => sum + frame.lines.filter((line) => line.kind === kind).length, 0);
}
