import type { UpgradeCommand } from "@/lib/contract/commands";
import type { Person } from "@/lib/core/people/person";
import { listPlaced, placementOf } from "@/lib/core/review/placed";
import { fileOf } from "@/lib/core/review/review-index";
import { toSnapshotBuckets } from "@/lib/core/snapshot/snapshot-buckets";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decideAssign } from "@/lib/core/upgrade/decide/review-items";
import { refuse } from "@/lib/core/upgrade/refusal";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import { openSnapshot, readDifferences } from "./read-snapshot";

/** Moves a hunk to another category; what that does to the buckets is worked out from the stored index. */
export async function assignHunk(
  { blobs }: { readonly blobs: BlobStore },
  upgrade: Upgrade,
  person: Person,
  command: Extract<UpgradeCommand, { type: "assign-hunk" }>,
): Promise<Decision> {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return refuse("no-snapshot", "There is no snapshot yet.");
  const { hunkId, to, reason } = command;
  const stored = await openSnapshot(blobs, snapshot.indexBlob);
  const found = stored.findHunk(hunkId);
  const assignments = [...upgrade.assignments.filter((assignment) => assignment.hunkId !== hunkId), { hunkId, to }];
  return decideAssign(upgrade, person, {
    hunkId,
    to,
    reason,
    hunk: found === null ? null : { path: stored.change(fileOf(stored.review, found)).path, placement: placementOf(stored.hunk(found), upgrade.assignments) },
    bucketsAfter: toSnapshotBuckets(stored.columns, assignments),
    differences: await readDifferences(blobs, upgrade, listPlaced(stored), assignments),
  });
}
