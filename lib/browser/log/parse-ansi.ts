const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
export type AnsiColour = (typeof COLOURS)[number] | "grey";

/** What a text looks like. Background, hidden and inverse are left out: they can make text unreadable. */
export type AnsiStyle = {
  readonly colour: AnsiColour | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
};

export type AnsiPart =
  | { readonly kind: "text"; readonly text: string; readonly style: AnsiStyle }
  /** A character that would do something instead of being seen, written out: `\x1b`, `\u202e`. */
  | { readonly kind: "escape"; readonly text: string };

export type ParsedAnsi = {
  readonly parts: readonly AnsiPart[];
  /** The style left on at the end, for the next line. */
  readonly end: AnsiStyle;
};

export const PLAIN: AnsiStyle = {
  colour: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
};

/** A style sequence, a line end, or a control or invisible character (C0, C1, bidirectional, zero width, tags). */
const SPECIAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /\x1b\[([0-9;:]*)m|\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Splits program output into styled text and visible escapes.
 *
 * Only the style sequences of a terminal (SGR) are obeyed. Everything else that
 * could move, hide, link or reorder text is shown as the characters it is made of.
 */
export function parseAnsi(text: string, start: AnsiStyle = PLAIN): ParsedAnsi {
  const parts: AnsiPart[] = [];
  let style = start;
  let from = 0;
  const addText = (until: number) => {
    if (until > from) parts.push({ kind: "text", text: text.slice(from, until), style });
  };
  for (const match of text.matchAll(SPECIAL)) {
    const [special, codes] = match;
    if (special === "\r\n") continue;
    addText(match.index);
    from = match.index + special.length;
    if (codes === undefined) parts.push({ kind: "escape", text: spellOut(special) });
    else style = restyle(style, codes);
  }
  addText(text.length);
  return { parts, end: style };
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}

/** Applies the codes of one sequence; unknown ones change nothing. */
function restyle(before: AnsiStyle, codes: string): AnsiStyle {
  // "4:3" is one code with details, of which only the first number matters here.
  const queue = codes.split(";").map((code) => ({
    number: Number.parseInt(code || "0", 10),
    hasDetails: code.includes(":"),
  }));
  let style = before;
  for (let at = 0; at < queue.length; at += 1) {
    const code = queue[at];
    if (code === undefined) break;
    if (isExtendedColour(code.number) && !code.hasDetails) {
      const mode = queue[at + 1]?.number;
      const argument = queue[at + 2]?.number;
      if (code.number === 38) style = { ...style, colour: mode === 5 ? basicColour(argument) : null };
      at += mode === 5 ? 2 : mode === 2 ? 4 : 1;
    } else {
      style = applyCode(style, code.number);
    }
  }
  return style;
}

function isExtendedColour(code: number): boolean {
  return code === 38 || code === 48 || code === 58;
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code >= 30 && code <= 37) return { ...style, colour: basicColour(code - 30) };
  if (code >= 90 && code <= 97) return { ...style, colour: basicColour(code - 90 + 8) };
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, dim: true };
    case 3:
      return { ...style, italic: true };
    case 4:
    case 21:
      return { ...style, underline: true };
    case 9:
      return { ...style, strike: true };
    case 22:
      return { ...style, bold: false, dim: false };
    case 23:
      return { ...style, italic: false };
    case 24:
      return { ...style, underline: false };
    case 29:
      return { ...style, strike: false };
    case 38:
    case 39:
      return { ...style, colour: null };
    default:
      return style;
  }
}

/** The eight colours and their bright twins, where bright black is grey; others fall back to the text's own. */
function basicColour(index: number | undefined): AnsiColour | null {
  if (index === undefined || index > 15) return null;
  return index === 8 ? "grey" : (COLOURS[index % 8] ?? null);
}
