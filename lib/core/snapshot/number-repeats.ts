import type { Digest } from "@/lib/core/digest";
import { digestAt, type Repeats } from "./snapshot-columns";

/** A numbered hunk: what it is called, and the place of the first one of its content when it is not that. */
export type NumberedHunk = { readonly id: Digest; readonly first: number | null };

/** Numbers hunks of equal content, in the order in which they come. */
export type RepeatCounter = {
  /** A hunk by the digest of its content. */
  readonly count: (content: Digest, place: number) => NumberedHunk;
  /** A hunk of an earlier snapshot, by what the first one of its content was called there. */
  readonly countEarlier: (first: Digest, place: number) => NumberedHunk;
};

/** Of an earlier snapshot: what the hunks of a content are called, in order. Only contents with more than one. */
export type EarlierRepeats = ReadonlyMap<Digest, readonly Digest[]>;

/**
 * A hunk is called by its content and by how many equal ones came before.
 *
 * A hunk of an earlier snapshot comes without its content. That is enough: what the later ones of its
 * content are called is known from then, unless one was added, which brings the content.
 */
export function createRepeatCounter(toNumbered: (content: Digest, repeat: number) => Digest, earlier: EarlierRepeats): RepeatCounter {
  const groups = new Map<Digest, { readonly place: number; content: Digest | null; repeats: number }>();

  function countAs(first: Digest, content: Digest | null, place: number): NumberedHunk {
    const group = groups.get(first);
    if (group === undefined) {
      groups.set(first, { place, content, repeats: 0 });
      return { id: first, first: null };
    }
    group.content ??= content;
    group.repeats += 1;
    const id = group.content === null ? earlier.get(first)?.[group.repeats] : toNumbered(group.content, group.repeats);
    if (id === undefined) throw new Error(`expected a content or an earlier id for repeat ${group.repeats} of ${first}`);
    return { id, first: group.place };
  }

  return {
    count: (content, place) => countAs(toNumbered(content, 0), content, place),
    countEarlier: (first, place) => countAs(first, null, place),
  };
}

/** What the hunks of repeated contents are called in a snapshot. */
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
