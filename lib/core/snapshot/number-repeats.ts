import type { Digest } from "@/lib/core/digest";
import { digestAt, type Repeats } from "./snapshot-columns";

/** What a hunk is known by before it is numbered: the digest of its content, or what it was called in an earlier snapshot. */
export type Numbered = { readonly content: Digest } | { readonly first: Digest };

/** Of an earlier snapshot: what hunks with the same content are called, by how many came before. Only contents with more than one. */
export type EarlierRepeats = ReadonlyMap<Digest, readonly Digest[]>;

export type NumberedHunks = { readonly ids: readonly Digest[]; readonly repeats: Repeats };

/**
 * Gives hunks their ids in the order of the snapshot: one is made of its content and of how many equal
 * ones came before.
 *
 * A hunk of an earlier snapshot comes without its content, by what the first of its content is called. That
 * is enough: what the later ones are called is known from then, or a hunk that has the content is new.
 */
export function numberRepeats(known: readonly Numbered[], earlier: EarlierRepeats, toNumbered: (content: Digest, repeat: number) => Digest): NumberedHunks {
  const firstRow = new Map<Digest, number>();
  const counts = new Map<Digest, number>();
  const contents = new Map<Digest, Digest>();
  const firsts = known.map((hunk): Digest => {
    if ("first" in hunk) return hunk.first;
    const first = toNumbered(hunk.content, 0);
    contents.set(first, hunk.content);
    return first;
  });
  const repeated: { hunk: number; first: number }[] = [];
  const ids = firsts.map((first, row): Digest => {
    const found = firstRow.get(first);
    if (found === undefined) {
      firstRow.set(first, row);
      return first;
    }
    const repeat = (counts.get(first) ?? 0) + 1;
    counts.set(first, repeat);
    repeated.push({ hunk: row, first: found });
    const content = contents.get(first);
    const id = content === undefined ? earlier.get(first)?.[repeat] : toNumbered(content, repeat);
    if (id === undefined) throw new Error(`expected a content or an earlier id for repeat ${repeat} of ${first}`);
    return id;
  });
  return {
    ids,
    repeats: { hunks: Uint32Array.from(repeated, ({ hunk }) => hunk), firsts: Uint32Array.from(repeated, ({ first }) => first) },
  };
}

/** What hunks with the same content are called in a snapshot. */
export function listRepeats(column: Uint8Array, { hunks, firsts }: Repeats): EarlierRepeats {
  const ids = new Map<Digest, Digest[]>();
  hunks.forEach((hunk, at) => {
    const first = digestAt(column, firsts[at] ?? 0);
    const sequence = ids.get(first) ?? [first];
    sequence.push(digestAt(column, hunk));
    ids.set(first, sequence);
  });
  return ids;
}
