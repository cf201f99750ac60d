/** The text of a file about which many hunks ask the same. */
export type SourceText = {
  readonly text: string;
  /** The first match of a pattern, trimmed; null when there is none. Looked for once. */
  readonly find: (pattern: RegExp) => string | null;
};

/** Wraps a file's text. */
export function toSourceText(text: string): SourceText {
  const found = new Map<RegExp, string | null>();
  return {
    text,
    find: (pattern) => {
      const known = found.get(pattern);
      if (known !== undefined) return known;
      const match = pattern.exec(text)?.[0].trim() ?? null;
      found.set(pattern, match);
      return match;
    },
  };
}
