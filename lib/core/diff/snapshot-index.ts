import { z } from "zod";
import { CATEGORIES, type Placement } from "@/lib/core/classify/category";
import { type AppFacts, type Classification, type ClassifiedChange, classifiedChangeSchema } from "@/lib/core/classify/classification";
import { createClassifier } from "@/lib/core/classify/classify";
import type { HunkContent } from "./hunk-content";
import { createHunkIdentifier, type HunkIdentifier } from "./identify-hunk";
import type { RawChange } from "./parse-raw-diff";
import { scanFilePatch } from "./scan-file-patch";
import type { Sha256 } from "./sha256";
import { toHunks } from "./to-hunks";

const countSchema = z.int().min(0);

/** What a snapshot holds: its changes with classified hunks, and sums that need no second walk. */
export const snapshotIndexSchema = z
  .object({
    version: z.literal(1),
    changes: z.array(classifiedChangeSchema).readonly(),
    counts: z
      .object({
        changes: countSchema,
        hunks: countSchema,
        additions: countSchema,
        deletions: countSchema,
        /** Hunks per category; every category is there, with 0 when it is empty. */
        hunksByCategory: z.record(z.enum([...CATEGORIES, "unclassified"]), countSchema).readonly(),
      })
      .readonly(),
  })
  .readonly();
export type SnapshotIndex = z.infer<typeof snapshotIndexSchema>;

export type SnapshotSource = {
  readonly rawChanges: readonly RawChange[];
  /** Patch of the change at an index; null when git printed none. Elixir files with full context. */
  readonly patchOf: (index: number) => Uint8Array | null;
  readonly facts: AppFacts;
  /** The fastest SHA-256 at hand, Node's where there is Node; a portable one when left out. */
  readonly sha256?: Sha256 | undefined;
};

/**
 * The index of a snapshot. Holds one file's patch at a time and decodes only what a rule has to read.
 *
 * @throws if a patch is malformed, or that of an Elixir file lacks full context.
 */
export function buildSnapshotIndex({ rawChanges, patchOf, facts, sha256 }: SnapshotSource): SnapshotIndex {
  const identifier = createHunkIdentifier(facts, sha256);
  const classify = createClassifier();
  const changes = rawChanges.map((change, index) => toClassifiedChange(change, patchOf(index), (content) => classify({ change, facts, content }), identifier));
  return { version: 1, changes, counts: countAll(changes) };
}

function toClassifiedChange(
  change: RawChange,
  patchBytes: Uint8Array | null,
  classify: (content: HunkContent) => Classification,
  identifier: HunkIdentifier,
): ClassifiedChange {
  const patch = patchBytes === null ? null : scanFilePatch(patchBytes);
  const { binary, additions, deletions } = patch ?? { binary: false, additions: 0, deletions: 0 };
  const hunks = toHunks(change, patch, identifier).map(({ hunk, content }) => ({ ...hunk, ...classify(content) }));
  return { ...change, binary, additions, deletions, hunks };
}

/** Sums of changes with their hunks. */
export function countAll(changes: readonly ClassifiedChange[]): SnapshotIndex["counts"] {
  const hunksByCategory: Record<Placement, number> = {
    host_auth: 0,
    router: 0,
    schema: 0,
    integration: 0,
    audit_security: 0,
    unclassified: 0,
  };
  for (const { hunks } of changes) for (const { category } of hunks) hunksByCategory[category] += 1;
  return {
    changes: changes.length,
    hunks: changes.reduce((sum, { hunks }) => sum + hunks.length, 0),
    additions: changes.reduce((sum, { additions }) => sum + additions, 0),
    deletions: changes.reduce((sum, { deletions }) => sum + deletions, 0),
    hunksByCategory,
  };
}
