const LONGEST = 64;

/** An id from a name: lower-case letters, digits and dashes; numbered when it is taken. */
export function toAppId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const id = (plain === "" ? "app" : plain).slice(0, LONGEST - 3);
  if (!taken.includes(id)) return id;
  const number = [2, 3, 4, 5, 6, 7, 8, 9].find((next) => !taken.includes(`${id}-${next}`)) ?? 10;
  return `${id}-${number}`;
}
