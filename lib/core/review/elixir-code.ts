import { isElixirPath, toSourceLines } from "@/lib/core/diff/elixir-source";

/** A line of a file that is code, with its number, 1-based. */
export type CodeLine = { readonly number: number; readonly text: string };

/** The lines of a file that count: in Elixir files without comments, docs and blank lines; elsewhere all. Trimmed. */
export function toCodeLines(path: string, text: string): readonly CodeLine[] {
  const lines = text.split(/\r?\n/);
  if (!isElixirPath(path)) return lines.map((line, index) => ({ number: index + 1, text: line.trim() }));
  return toSourceLines(lines).flatMap((line, index) => (line.prose ? [] : [{ number: index + 1, text: withoutTrailingComment(line.text) }]));
}

/** Cuts at the first `#` outside a string that starts a comment; `#{` and `?#` do not. */
function withoutTrailingComment(line: string): string {
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index];
    if (character === "\\") index += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === "#" && !quoted && (index === 0 || line[index - 1] === " ")) return line.slice(0, index).trimEnd();
  }
  return line;
}
