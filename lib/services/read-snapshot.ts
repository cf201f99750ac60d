import type { Change } from "@/lib/core/diff/change";
import { measureHunks } from "@/lib/core/diff/measure-hunks";
import { type ScannedPatch, scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { snapshotIndexSchema, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import type { Digest } from "@/lib/core/digest";
import { buildReviewIndex, fileOf, type ReviewIndex, toHunkKey } from "@/lib/core/review/review-index";
import { coverageSchema, type Coverage } from "@/lib/contract/dashboard-api";
import { listHunkIds } from "@/lib/core/review/placed";
import { listStanding } from "@/lib/core/review/bucket";
import { CATEGORIES } from "@/lib/core/classify/category";
import type { ClassifiedChange, ClassifiedHunk } from "@/lib/core/classify/classification";
import type { SignOffDifferences } from "@/lib/core/upgrade/decide/record-snapshot";
import type { Assignment, Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import { type ByteCache, createByteCache } from "./byte-cache";

/** A snapshot as it is stored: columns to walk over, and what is said about one file or hunk when it is asked for. */
export type StoredSnapshot = {
  readonly review: ReviewIndex;
  readonly change: (file: number) => Change;
  readonly hunk: (hunk: number) => ClassifiedHunk;
  readonly hunkId: (hunk: number) => Digest;
  /** The hunk with an id, or with one that starts so; the start has twelve digits at least. */
  readonly findHunk: (idOrStart: string) => number | null;
  /** The lines of a file; null when git printed no patch. @throws when they are missing or damaged. */
  readonly readPatch: (file: number) => Promise<ScannedPatch | null>;
};

const SNAPSHOT_CACHE_BYTES = 128 * 1024 * 1024;
const PATCH_CACHE_BYTES = 64 * 1024 * 1024;
const BYTES_A_HUNK = 1_000;
const ID_START = /^[0-9a-f]{12,64}$/;

type Caches = { readonly snapshots: ByteCache<StoredSnapshot>; readonly patches: ByteCache<ScannedPatch> };
const cachesOf = new WeakMap<BlobStore, Caches>();

/** Opens a snapshot by the blob of its index; those used last stay open. @throws when the blob is missing or damaged. */
export async function openSnapshot(blobs: BlobStore, indexBlob: Digest): Promise<StoredSnapshot> {
  const caches = cachesOf.get(blobs) ?? createCaches();
  cachesOf.set(blobs, caches);
  return caches.snapshots.get(indexBlob, () => loadSnapshot(blobs, indexBlob, caches.patches));
}

function createCaches(): Caches {
  return {
    snapshots: createByteCache(SNAPSHOT_CACHE_BYTES, ({ review }) => review.hunks.count * BYTES_A_HUNK),
    patches: createByteCache(PATCH_CACHE_BYTES, ({ bytes, lines }) => bytes.byteLength + lines.kinds.length * 9),
  };
}

async function loadSnapshot(blobs: BlobStore, indexBlob: Digest, patches: ByteCache<ScannedPatch>): Promise<StoredSnapshot> {
  const { changes } = await readSnapshotIndex(blobs, indexBlob);
  const readPatch = async (file: number): Promise<ScannedPatch | null> => {
    const { patchBlob } = entryAt(changes, file);
    return patchBlob === null ? null : patches.get(patchBlob, async () => scanFilePatch(await blobs.get(patchBlob)));
  };
  const files = [];
  for (const [file, change] of changes.entries()) {
    const patch = await readPatch(file);
    const measure = patch === null ? null : measureHunks(patch);
    const hunks = change.hunks.map((hunk, at) => ({ ...hunk, ...(measure?.hunks[at] ?? { whitespaceOnly: false, linesAfter: 0 }) }));
    files.push({ ...change, width: measure?.width ?? 0, hunks });
  }
  const review = buildReviewIndex(files);
  const hunkAt = (hunk: number): ClassifiedHunk => {
    const file = fileOf(review, hunk);
    return entryAt(entryAt(changes, file).hunks, hunk - (review.files.firstHunk[file] ?? 0));
  };
  const hunkByKey = new Map(Array.from(review.hunks.keys, (key, hunk) => [key, hunk]));
  return {
    review,
    change: (file) => {
      const { hunks: _, ...change } = entryAt(changes, file);
      return change;
    },
    hunk: hunkAt,
    hunkId: (hunk) => hunkAt(hunk).id,
    findHunk: (idOrStart) => {
      const found = ID_START.test(idOrStart) ? hunkByKey.get(toHunkKey(idOrStart)) : undefined;
      return found !== undefined && hunkAt(found).id.startsWith(idOrStart) ? found : null;
    },
    readPatch,
  };
}

function entryAt<Entry>(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new Error(`expected an index below ${entries.length}, came ${index}`);
  return entry;
}

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
