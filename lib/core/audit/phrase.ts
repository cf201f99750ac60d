/** A piece of a sentence and how it is set off: a name, code, somebody's own words. */
export type Phrase = { readonly text: string; readonly mark: "plain" | "strong" | "code" | "quote" };

const LONGEST_QUOTE = 280;

export function strong(text: string): Phrase {
  return { text, mark: "strong" };
}

export function code(text: string): Phrase {
  return { text, mark: "code" };
}

/** Somebody's own words on one line, without their last full stop, cut where they are long; the record keeps them whole. */
export function quote(words: string): Phrase {
  const line = words
    .replace(/\s+/g, " ")
    .trim()
    .replace(/(?<!\.)\.$/, "");
  return { text: line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line, mark: "quote" };
}

/** A sentence from a template whose slots are texts, numbers, phrases or lists of phrases. */
export function say(texts: TemplateStringsArray, ...slots: readonly (string | number | Phrase | readonly Phrase[])[]): readonly Phrase[] {
  return texts.flatMap((text, index) => [...toPhrases(text), ...toPhrases(slots[index] ?? "")]);
}

/** The sentence as plain text. */
export function toText(phrases: readonly Phrase[]): string {
  return phrases.map(({ text, mark }) => (mark === "quote" ? `“${text}”` : text)).join("");
}

/** A colon and somebody's words, or nothing when there are none. */
export function sayWords(words: string): readonly Phrase[] {
  return words.trim() === "" ? [] : say`: ${quote(words)}`;
}

/** A count with its noun: "1 hunk", "2 hunks". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function toPhrases(slot: string | number | Phrase | readonly Phrase[]): readonly Phrase[] {
  if (typeof slot === "string" || typeof slot === "number") {
    return slot === "" ? [] : [{ text: String(slot), mark: "plain" }];
  }
  return "mark" in slot ? [slot] : slot;
}
