import type { Coverage } from "@/lib/contract/dashboard-api";
import type { SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import type { Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { findNamedPatch, openSnapshot, readCoverage } from "./read-snapshot";
import { toSnapshotIndex } from "./to-snapshot-index";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore };

/** The index of one of an upgrade's snapshots. */
export async function readSnapshot({ log, blobs }: Deps, upgradeId: string, number: number): Promise<Result<SnapshotIndex, Refusal>> {
  const snapshot = foldRecords(await log.read(upgradeId))?.snapshots.find((candidate) => candidate.number === number);
  return snapshot ? ok(toSnapshotIndex(await openSnapshot(blobs, snapshot.indexBlob))) : refuse("not-found", `This upgrade has no snapshot ${number}.`);
}

/** A file's patch, by the name that one of the upgrade's snapshots gives it; patches of other upgrades stay out of reach. */
export async function readPatch({ log, blobs }: Deps, upgradeId: string, patchBlob: Digest): Promise<Result<Uint8Array, Refusal>> {
  const snapshots = foldRecords(await log.read(upgradeId))?.snapshots ?? [];
  for (const { indexBlob } of snapshots) {
    const file = findNamedPatch(indexBlob, patchBlob);
    if (file === null) continue;
    const snapshot = await openSnapshot(blobs, indexBlob);
    const patch = file < snapshot.review.files.count ? await snapshot.readPatchBytes(file) : null;
    if (patch !== null) return ok(patch);
  }
  return refuse("not-found", "No snapshot of this upgrade has such a patch.");
}

/** What one of an upgrade's sign-offs covered. */
export async function readSignOffCoverage({ log, blobs }: Deps, upgradeId: string, seq: number): Promise<Result<Coverage, Refusal>> {
  const coverage = foldRecords(await log.read(upgradeId))?.signOffs.find((signOff) => signOff.seq === seq)?.coverage;
  return coverage ? ok(await readCoverage(blobs, coverage.blob)) : refuse("not-found", `Record ${seq} is no approval of this upgrade.`);
}
