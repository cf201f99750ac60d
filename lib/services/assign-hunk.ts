import type { UpgradeCommand } from "@/lib/contract/commands";
import type { Person } from "@/lib/core/people/person";
import { placementOf, toBuckets } from "@/lib/core/review/placed";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decideAssign } from "@/lib/core/upgrade/decide/review-items";
import { refuse } from "@/lib/core/upgrade/refusal";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import { readDifferences, readSnapshotIndex } from "./read-snapshot";

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
  const { changes } = await readSnapshotIndex(blobs, snapshot.indexBlob);
  const change = changes.find(({ hunks }) => hunks.some(({ id }) => id === hunkId));
  const found = change?.hunks.find(({ id }) => id === hunkId);
  const assignments = [...upgrade.assignments.filter((assignment) => assignment.hunkId !== hunkId), { hunkId, to }];
  return decideAssign(upgrade, person, {
    hunkId,
    to,
    reason,
    hunk: change && found ? { path: change.path, placement: placementOf(found, upgrade.assignments) } : null,
    bucketsAfter: toBuckets(changes, assignments),
    differences: await readDifferences(blobs, upgrade, changes, assignments),
  });
}
