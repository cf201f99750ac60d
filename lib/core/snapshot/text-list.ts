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
      const own = copyText(text);
      indexes.set(own, texts.length);
      texts.push(own);
      return texts.length - 1;
    },
  };
}

/** A part of a text keeps the whole in memory, and here it stays long after the file in which it stood. */
function copyText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
