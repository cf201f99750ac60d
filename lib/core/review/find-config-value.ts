import { toCodeLines } from "./elixir-code";

/** The value text a config file gives a key, for example `"localhost"` or `System.fetch_env!("RP_ID")`. */
export type ConfigValue = { readonly path: string; readonly text: string };

/**
 * The value that wins for a nested keyword, read through the files in their order: as in Elixir's config, a later
 * setting replaces an earlier one key by key.
 *
 * Works on text: what is computed is shown as it is written.
 */
export function findConfigValue(files: readonly { readonly path: string; readonly text: string }[], keys: readonly string[]): ConfigValue | undefined {
  const values = files.flatMap(({ path, text }) => {
    const code = toCodeLines(path, text)
      .map((line) => line.text)
      .join("\n");
    return listValues(code, keys).map((value) => ({ path, text: value }));
  });
  return values.at(-1);
}

/** Every value of the key path in a piece of code; pieces do not overlap, so hostile nesting costs no more than length. */
function listValues(code: string, keys: readonly string[]): readonly string[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [code.trim()];
  const pattern = new RegExp(`(?<![\\w.:@"])${escapeRegExp(key)}:(?=\\s)`, "g");
  const values: string[] = [];
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    const start = match.index + match[0].length;
    const end = findValueEnd(code, start);
    values.push(...listValues(code.slice(start, end), rest));
    pattern.lastIndex = Math.max(end, start);
  }
  return values;
}

/** Where the value starting at `start` ends: at a comma, line end or closing bracket of its own level. */
function findValueEnd(code: string, start: number): number {
  let depth = 0;
  let quoted = false;
  let begun = false;
  for (let index = start; index < code.length; index += 1) {
    const character = code[index] ?? "";
    if (character === "\\") index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && "([{".includes(character)) depth += 1;
    else if (!quoted && ")]}".includes(character)) depth -= 1;
    else if (!quoted && depth === 0 && (character === "," || (character === "\n" && begun))) return index;
    if (depth < 0) return index;
    begun ||= character.trim() !== "";
  }
  return code.length;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
