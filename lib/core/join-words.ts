/** Any of these, as one says it: "a", "a or b", "a, b or c"; empty for none. */
export function joinOr(words: readonly string[]): string {
  return join(words, "or");
}

/** All of these, as one says it: "a", "a and b", "a, b and c"; empty for none. */
export function joinAnd(words: readonly string[]): string {
  return join(words, "and");
}

function join(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
