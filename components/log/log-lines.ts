import { type AnsiStyle, PLAIN, parseAnsi } from "@/lib/browser/log/parse-ansi";

/** One line of a log, and the style the lines before it left on. */
export type LogLine = { readonly text: string; readonly from: AnsiStyle };

/** A log cut into lines, so far. */
export type LogLines = {
  readonly lines: readonly LogLine[];
  /** How much of the text is in `lines`: everything up to the last line end. */
  readonly read: number;
  /** The style after what was read. */
  readonly style: AnsiStyle;
};

export const NO_LINES: LogLines = { lines: [], read: 0, style: PLAIN };

const ESCAPE = "\x1b";

/** Cuts what came since the last time; only new text is looked at, so that a long log stays cheap while it grows. */
export function readFurther(before: LogLines, text: string): LogLines {
  const start = text.length < before.read ? NO_LINES : before;
  const end = text.lastIndexOf("\n") + 1;
  if (end <= start.read) return start;
  let { style } = start;
  const fresh = text
    .slice(start.read, end - 1)
    .split("\n")
    .map((raw) => {
      const line = { text: raw.endsWith("\r") ? raw.slice(0, -1) : raw, from: style };
      if (raw.includes(ESCAPE)) style = parseAnsi(raw, style).end;
      return line;
    });
  return { lines: [...start.lines, ...fresh], read: end, style };
}

/** Every line, with the one that has no end yet. */
export function withOpenLine({ lines, read, style }: LogLines, text: string): readonly LogLine[] {
  return read < text.length ? [...lines, { text: text.slice(read), from: style }] : lines;
}

/** Numbers (from 0) of the lines that hold a text, whatever its case; style sequences do not come between. */
export function findLines(lines: readonly LogLine[], text: string): readonly number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap((line, index) => (plainText(line.text).toLowerCase().includes(wanted) ? [index] : []));
}

function plainText(text: string): string {
  if (!text.includes(ESCAPE)) return text;
  return parseAnsi(text)
    .parts.map((part) => part.text)
    .join("");
}
