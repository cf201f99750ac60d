import { CATEGORIES, type Placement } from "@/lib/core/classify/category";
import type { ClassifiedChange, ClassifiedHunk } from "@/lib/core/classify/classification";
import type { Digest } from "@/lib/core/digest";
import type { BucketContent } from "@/lib/core/upgrade/event";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { hunksDigest } from "./bucket";

/** Where a hunk is reviewed: a person's assignment, kept by hunk id over snapshots, comes before the rules. */
export function placementOf(hunk: Pick<ClassifiedHunk, "id" | "category">, assignments: readonly Pick<Assignment, "hunkId" | "to">[]): Placement {
  return assignments.find(({ hunkId }) => hunkId === hunk.id)?.to ?? hunk.category;
}

/** Ids of the hunks in one bucket, in file order. */
export function listHunkIds(
  changes: readonly ClassifiedChange[],
  assignments: readonly Pick<Assignment, "hunkId" | "to">[],
  placement: Placement,
): readonly Digest[] {
  return changes.flatMap(({ hunks }) => hunks.filter((hunk) => placementOf(hunk, assignments) === placement).map(({ id }) => id));
}

/** What each of the six buckets holds under the given assignments. */
export function toBuckets(changes: readonly ClassifiedChange[], assignments: readonly Pick<Assignment, "hunkId" | "to">[]): Record<Placement, BucketContent> {
  const moved = new Map(assignments.map(({ hunkId, to }) => [hunkId, to]));
  const found = new Map<Placement, { ids: Digest[]; supporting: number; files: Set<number> }>();
  for (const [index, { hunks }] of changes.entries()) {
    for (const hunk of hunks) {
      const placement = moved.get(hunk.id) ?? hunk.category;
      const bucket = found.get(placement) ?? { ids: [], supporting: 0, files: new Set() };
      bucket.ids.push(hunk.id);
      bucket.supporting += hunk.supporting ? 1 : 0;
      bucket.files.add(index);
      found.set(placement, bucket);
    }
  }
  const content = (placement: Placement): BucketContent => {
    const { ids = [], supporting = 0, files = new Set() } = found.get(placement) ?? {};
    return { hunksDigest: hunksDigest(ids), hunks: ids.length, supporting, files: files.size };
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
