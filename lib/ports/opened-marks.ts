import type { Digest } from "@/lib/core/digest";

/** Some hunks by their ids, as a `Set` has them; those of a large snapshot are not all written out to be asked for. */
export type HunkIds = Iterable<Digest> & { readonly size: number; readonly has: (hunkId: Digest) => boolean };

/** Which hunks a person has opened; a private reading aid kept by hunk id, not part of the audit record. */
export type OpenedMarks = {
  /** Those of the given hunks that the person has opened, with the time. */
  readonly list: (personId: string, hunkIds: HunkIds) => Promise<ReadonlyMap<Digest, number>>;
  readonly mark: (personId: string, hunkIds: readonly Digest[], at: number) => Promise<void>;
  readonly unmark: (personId: string, hunkIds: readonly Digest[]) => Promise<void>;
};
