import { type PatchFrame, type PatchLine, toLineText } from "./parse-file-patch";
import { toVisibleText } from "./visible-text";

const PREFIX: Record<PatchLine["kind"], string> = { context: " ", added: "+", removed: "-" };

/** Names for the header, shown by a renderer; null for the side on which there is no file. */
export type UnifiedNames = { readonly oldName: string | null; readonly newName: string | null };

/**
 * Unified-diff text of some frames for a renderer such as diff2html, with safe names in its header.
 *
 * For display, not for `git apply`: bytes that are no UTF-8 are replaced, and characters a reader would
 * not see are spelled out. A carriage return at the end of every line is left out; where only some
 * lines have one it is shown.
 */
export function toUnifiedText(frames: readonly PatchFrame[], { oldName, newName }: UnifiedNames): string {
  const isCrlf = frames.every(({ lines }) => lines.every(({ bytes }) => bytes.at(-1) === 0x0d));
  const text = frames.flatMap((frame) => [
    `@@ -${frame.oldStart},${frame.oldLines} +${frame.newStart},${frame.newLines} @@`,
    ...frame.lines.flatMap((line) => lineTexts(line, isCrlf)),
  ]);
  return [`--- ${headerName("a", oldName)}`, `+++ ${headerName("b", newName)}`, ...text, ""].join("\n");
}

function lineTexts(line: PatchLine, isCrlf: boolean): readonly string[] {
  const text = toLineText(line);
  const shown = PREFIX[line.kind] + toVisibleText(isCrlf ? text.slice(0, -1) : text);
  return line.noNewline ? [shown, "\\ No newline at end of file"] : [shown];
}

function headerName(side: "a" | "b", name: string | null): string {
  return name === null ? "/dev/null" : `${side}/${toVisibleText(name).replaceAll("\t", "⟨U+0009⟩")}`;
}
