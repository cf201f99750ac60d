import { snapshotIndexSchema, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import type { Digest } from "@/lib/core/digest";
import { coverageSchema, type Coverage } from "@/lib/contract/dashboard-api";
import { listHunkIds } from "@/lib/core/review/placed";
import { listStanding } from "@/lib/core/review/bucket";
import { CATEGORIES } from "@/lib/core/classify/category";
import type { ClassifiedChange } from "@/lib/core/classify/classification";
import type { SignOffDifferences } from "@/lib/core/upgrade/decide/record-snapshot";
import type { Assignment, Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";

/** Reads a snapshot's index. @throws when the blob is missing or damaged. */
export async function readSnapshotIndex(blobs: BlobStore, indexBlob: Digest): Promise<SnapshotIndex> {
  return snapshotIndexSchema.parse(JSON.parse(new TextDecoder().decode(await blobs.get(indexBlob))));
}

/** Reads what a sign-off covered. @throws when the blob is missing or damaged. */
export async function readCoverage(blobs: BlobStore, coverageBlob: Digest): Promise<Coverage> {
  return coverageSchema.parse(JSON.parse(new TextDecoder().decode(await blobs.get(coverageBlob))));
}

/** For each standing approval: how many hunks under review it does not cover, and how many covered ones are gone. */
export async function readDifferences(
  blobs: BlobStore,
  upgrade: Upgrade,
  changes: readonly ClassifiedChange[],
  assignments: readonly Pick<Assignment, "hunkId" | "to">[],
): Promise<SignOffDifferences> {
  const differences: Record<number, { added: number; vanished: number }> = {};
  for (const category of CATEGORIES) {
    for (const signOff of listStanding(upgrade, category)) {
      if (!signOff.coverage) continue;
      const covered = new Set((await readCoverage(blobs, signOff.coverage.blob)).hunkIds);
      const now = new Set(listHunkIds(changes, assignments, category));
      differences[signOff.seq] = {
        added: [...now].filter((id) => !covered.has(id)).length,
        vanished: [...covered].filter((id) => !now.has(id)).length,
      };
    }
  }
  return differences;
}
