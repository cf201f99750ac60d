/**
 * Characters that change how a line looks without being seen: controls other than tab, zero-width
 * characters, and the marks that reorder text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A line in which a reader sees every character: a carriage return is `␍`, others `⟨U+202E⟩`. */
export function toVisibleText(line: string): string {
  return line.replace(INVISIBLE, (character) =>
    character === "\r" ? "␍" : `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
