/** Texts, each once, in the order in which they came. */
export type TextList = { readonly texts: readonly string[]; readonly indexOf: (text: string) => number };

export function createTextList(): TextList {
  const indexes = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    indexOf: (text) => {
      const known = indexes.get(text);
      if (known !== undefined) return known;
      indexes.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
  };
}
