import type { Classification } from "@/lib/core/classify/classification";
import type { Hunk } from "@/lib/core/diff/change";
import type { ContentDigests } from "@/lib/core/diff/identify-hunk";
import type { HunkMeasure } from "@/lib/core/diff/measure-hunks";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { Digest } from "@/lib/core/digest";

/** A hunk before it has its id. */
export type CollectedHunk = Omit<Hunk, "id" | "fingerprint"> & Classification & HunkMeasure & ContentDigests;

/** A file with its hunks, as its patch tells them. */
export type CollectedFile = {
  readonly change: RawChange;
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly width: number;
  readonly hunks: readonly CollectedHunk[];
};

/** A blob of patches; its digest is known once it is full. */
export type Segment = { readonly digest: () => Digest };

/** Where a file's patch is stored: in which blob, and where in it. */
export type StoredPatch = { readonly segment: Segment; readonly offset: number; readonly length: number };
