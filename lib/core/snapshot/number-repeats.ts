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

type ToNumbered = (content: Digest, repeat: number) => Digest;

/**
 * A hunk is called by its content and by how many equal ones came before.
 *
 * A hunk of an earlier snapshot comes without its content. That is enough: what the later ones of its
 * content are called is known from then, unless one was added, which brings the content.
 *
 * @param earlier null when no hunk comes from an earlier snapshot
 */
export function createRepeatCounter(toNumbered: ToNumbered, earlier: EarlierRepeats | null): RepeatCounter {
  return new Counter(toNumbered, earlier);
}

/** A class, since functions would be made anew for each file. */
class Counter implements RepeatCounter {
  private readonly toNumbered: ToNumbered;
  private readonly earlier: EarlierRepeats | null;
  private readonly places = new Map<Digest, number>();
  /** How many came after the first; most hunks have no equal. */
  private repeats: Map<Digest, number> | null = null;
  /** Contents that may be needed for a hunk that comes without. */
  private readonly contents: Map<Digest, Digest> | null;

  constructor(toNumbered: ToNumbered, earlier: EarlierRepeats | null) {
    this.toNumbered = toNumbered;
    this.earlier = earlier;
    this.contents = earlier === null ? null : new Map();
  }

  count(content: Digest, place: number): NumberedHunk {
    const first = this.toNumbered(content, 0);
    this.contents?.set(first, content);
    return this.countAs(first, content, place);
  }

  countEarlier(first: Digest, place: number): NumberedHunk {
    return this.countAs(first, this.contents?.get(first) ?? null, place);
  }

  private countAs(first: Digest, content: Digest | null, place: number): NumberedHunk {
    const firstPlace = this.places.get(first);
    if (firstPlace === undefined) {
      this.places.set(first, place);
      return { id: first, first: null };
    }
    this.repeats ??= new Map();
    const repeat = (this.repeats.get(first) ?? 0) + 1;
    this.repeats.set(first, repeat);
    const id = content === null ? this.earlier?.get(first)?.[repeat] : this.toNumbered(content, repeat);
    if (id === undefined) throw new Error(`expected a content or an earlier id for repeat ${repeat} of ${first}`);
    return { id, first: firstPlace };
  }
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
