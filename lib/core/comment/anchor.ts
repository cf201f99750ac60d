import type { LinePlace, ThreadPlace } from "./place";

/** A hunk that came into a file, with its lines on the side that was commented on. */
export type NewHunk = { readonly hunk: number; readonly texts: readonly string[] };

/**
 * What became of a commented hunk that is not there any more: a file with exactly one hunk gone and one come has a changed
 * hunk. With more, the one that still has the commented line is taken.
 *
 * @param gone how many hunks of the file are gone
 */
export function findSuccessor(gone: number, come: readonly NewHunk[], line: ThreadPlace["line"]): NewHunk | null {
  const [only, ...more] = come;
  if (gone === 1 && only && more.length === 0) return only;
  const same = line === null || line.text.trim() === "" ? [] : come.filter(({ texts }) => texts.includes(line.text));
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** The offset of the line that reads as the commented one did, nearest to where it was; null when none does. */
export function findOffset(texts: readonly string[], { text, offset }: LinePlace & { readonly text: string }): number | null {
  const same = texts.flatMap((other, at) => (other === text ? [at] : []));
  return same.toSorted((a, b) => Math.abs(a - offset) - Math.abs(b - offset))[0] ?? null;
}
