/** One line of Elixir source, as far as its layout tells its structure. */
export type SourceLine = {
  /** Without indentation and line ending. */
  readonly text: string;
  /** Width of the indentation; a tab counts as one. */
  readonly indent: number;
  readonly blank: boolean;
  /** Indentation of the line that opened the heredoc this line is in; null outside. */
  readonly heredocIndent: number | null;
  /** Blank, comment, or inside the heredoc of a `@doc`: text for people, not code. */
  readonly prose: boolean;
};

const HEREDOC_MARK = /"""|'''/g;
const DOC_OPENING = /^@(?:module|type|short)?doc\b/;

/** Whether a path holds Elixir source whose blocks can be told by indentation. */
export function isElixirPath(path: string): boolean {
  return /\.exs?$/.test(path);
}

/** Reads the layout of consecutive source lines. */
export function toSourceLines(lines: readonly string[]): readonly SourceLine[] {
  let heredoc: { readonly indent: number; readonly isDoc: boolean } | null = null;
  return lines.map((line) => {
    const text = line.trim();
    const indent = line.length - line.trimStart().length;
    const inside = heredoc;
    const marks = text.startsWith("#") && inside === null ? 0 : (text.match(HEREDOC_MARK)?.length ?? 0);
    if (marks % 2 === 1) heredoc = inside === null ? { indent, isDoc: DOC_OPENING.test(text) } : null;
    const prose = text === "" || (inside === null ? text.startsWith("#") || DOC_OPENING.test(text) : inside.isDoc);
    return { text, indent, blank: text === "", heredocIndent: inside?.indent ?? null, prose };
  });
}
