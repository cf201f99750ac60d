import type { ShownLine } from "./view-shown-lines";

/** Lines that are rendered at once; a long hunk is rendered piece by piece as it is scrolled to. */
const CHUNK_LINES = 200;
const LOOK_BACK = 60;

/** A hunk's lines in pieces, cut after an unchanged line where one is near. */
export function toChunks(lines: readonly ShownLine[]): readonly (readonly ShownLine[])[] {
  const chunks: (readonly ShownLine[])[] = [];
  for (let from = 0; from < lines.length; ) {
    const to = lines.length - from <= CHUNK_LINES + LOOK_BACK ? lines.length : cutBefore(lines, from + CHUNK_LINES);
    chunks.push(lines.slice(from, to));
    from = to;
  }
  return chunks;
}

function cutBefore(lines: readonly ShownLine[], end: number): number {
  for (let at = end; at > end - LOOK_BACK; at -= 1) if (lines[at - 1]?.kind === "context") return at;
  return end;
}

/** A line of more characters is folded, to so many. */
const FOLD_OVER = 2_000;
const FOLDED_TO = 400;

/** The part of a line that is shown while it is folded; never half a character. */
export function foldText(text: string): string {
  if (text.length <= FOLD_OVER) return text;
  const last = text.charCodeAt(FOLDED_TO - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? FOLDED_TO - 1 : FOLDED_TO);
}

const PREFIX: Record<ShownLine["kind"], string> = { context: " ", added: "+", removed: "-" };

/** Unified text of some lines for a renderer, long lines folded; names are fixed, never a file's own. */
export function toChunkText(lines: readonly ShownLine[]): string {
  const oldLines = lines.filter(({ oldLine }) => oldLine !== null);
  const newLines = lines.filter(({ newLine }) => newLine !== null);
  const range = (start: number | null | undefined, count: number) => `${start ?? 0},${count}`;
  const header = `@@ -${range(oldLines[0]?.oldLine, oldLines.length)} +${range(newLines[0]?.newLine, newLines.length)} @@`;
  return ["--- a/file", "+++ b/file", header, ...lines.map(({ kind, text }) => PREFIX[kind] + foldText(text)), ""].join("\n");
}
