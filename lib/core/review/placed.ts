import { CATEGORIES, type Placement } from "@/lib/core/classify/category";
import type { ClassifiedHunk } from "@/lib/core/classify/classification";
import type { Sha256 } from "@/lib/core/diff/sha256";
import type { Digest } from "@/lib/core/digest";
import type { BucketContent } from "@/lib/core/upgrade/event";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { hunksDigest } from "./bucket";
import { isSupporting, PLACEMENT_ORDER, type ReviewIndex } from "./review-index";

/** Hunks by file, in file order. */
export type FilesOfHunks = Iterable<{ readonly hunks: readonly Pick<ClassifiedHunk, "id" | "category" | "supporting">[] }>;

/** Where a stored snapshot's hunks are, file by file: nothing is made before it is asked for. */
export function listPlaced({ review, hunkId }: { readonly review: ReviewIndex; readonly hunkId: (hunk: number) => Digest }): FilesOfHunks {
  const { files, hunks } = review;
  const placedAt = (hunk: number) => ({
    id: hunkId(hunk),
    category: PLACEMENT_ORDER[hunks.placements[hunk] ?? 0] ?? "unclassified",
    supporting: isSupporting(review, hunk),
  });
  return {
    *[Symbol.iterator]() {
      for (let file = 0; file < files.count; file += 1) {
        const from = files.firstHunk[file] ?? 0;
        yield { hunks: Array.from({ length: (files.firstHunk[file + 1] ?? 0) - from }, (_, at) => placedAt(from + at)) };
      }
    },
  };
}

/** Where a hunk is reviewed: a person's assignment, kept by hunk id over snapshots, comes before the rules. */
export function placementOf(hunk: Pick<ClassifiedHunk, "id" | "category">, assignments: readonly Pick<Assignment, "hunkId" | "to">[]): Placement {
  return assignments.find(({ hunkId }) => hunkId === hunk.id)?.to ?? hunk.category;
}

/** Ids of the hunks in one bucket, in file order. */
export function listHunkIds(files: FilesOfHunks, assignments: readonly Pick<Assignment, "hunkId" | "to">[], placement: Placement): readonly Digest[] {
  const moved = toMoves(assignments);
  const ids: Digest[] = [];
  for (const { hunks } of files) for (const { id, category } of hunks) if ((moved.get(id) ?? category) === placement) ids.push(id);
  return ids;
}

/** What each of the six buckets holds under the given assignments. */
export function toBuckets(files: FilesOfHunks, assignments: readonly Pick<Assignment, "hunkId" | "to">[], sha256?: Sha256): Record<Placement, BucketContent> {
  const moved = toMoves(assignments);
  const found = new Map<Placement, { ids: Digest[]; supporting: number; files: Set<number> }>();
  let index = 0;
  for (const { hunks } of files) {
    for (const hunk of hunks) {
      const placement = moved.get(hunk.id) ?? hunk.category;
      const bucket = found.get(placement) ?? { ids: [], supporting: 0, files: new Set() };
      bucket.ids.push(hunk.id);
      bucket.supporting += hunk.supporting ? 1 : 0;
      bucket.files.add(index);
      found.set(placement, bucket);
    }
    index += 1;
  }
  const content = (placement: Placement): BucketContent => {
    const { ids = [], supporting = 0, files = new Set() } = found.get(placement) ?? {};
    return { hunksDigest: hunksDigest(ids, sha256), hunks: ids.length, supporting, files: files.size };
  };
  const [host_auth, router, schema, integration, audit_security] = CATEGORIES;
  return {
    [host_auth]: content(host_auth),
    [router]: content(router),
    [schema]: content(schema),
    [integration]: content(integration),
    [audit_security]: content(audit_security),
    unclassified: content("unclassified"),
  };
}

/** Where people put hunks; of two assignments of a hunk the first counts. */
function toMoves(assignments: readonly Pick<Assignment, "hunkId" | "to">[]): ReadonlyMap<Digest, Placement> {
  return new Map(assignments.toReversed().map(({ hunkId, to }) => [hunkId, to]));
}
