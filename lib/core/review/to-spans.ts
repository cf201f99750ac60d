/** What a piece of code is, as far as it has a colour. */
export const TOKENS = ["key", "str", "atom", "mod", "com", "num"] as const;
export type Token = (typeof TOKENS)[number];

/** Coloured stretches of a line: `[from, to, index into TOKENS]`, one after the other, in order. */
export type LineTokens = readonly number[];

/** A stretch of a line that is drawn alike. */
export type Span = { readonly text: string; readonly marked: boolean; readonly token: Token | null };

/**
 * A line cut where a word mark or a colour begins or ends. Together the stretches are the line, exactly.
 *
 * @param marks half-open ranges, `[from, to, from, to]`
 */
export function toSpans(text: string, marks: readonly number[], tokens: LineTokens): readonly Span[] {
  const spans: Span[] = [];
  let mark = 0;
  let token = 0;
  for (let at = 0; at < text.length; ) {
    while (mark < marks.length && (marks[mark + 1] ?? 0) <= at) mark += 2;
    while (token < tokens.length && (tokens[token + 1] ?? 0) <= at) token += 3;
    const marked = within(at, marks[mark], marks[mark + 1]);
    const coloured = within(at, tokens[token], tokens[token + 1]);
    const end = Math.min(text.length, nextEdge(at, marks[mark], marks[mark + 1]), nextEdge(at, tokens[token], tokens[token + 1]));
    spans.push({ text: text.slice(at, end), marked, token: coloured ? (TOKENS[tokens[token + 2] ?? -1] ?? null) : null });
    at = end;
  }
  return spans;
}

function within(at: number, from: number | undefined, to: number | undefined): boolean {
  return from !== undefined && to !== undefined && from <= at && at < to;
}

function nextEdge(at: number, from: number | undefined, to: number | undefined): number {
  if (from === undefined || to === undefined) return Number.POSITIVE_INFINITY;
  return at < from ? from : to;
}
