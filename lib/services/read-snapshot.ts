import { coverageSchema, type Coverage } from "@/lib/contract/dashboard-api";
import { CATEGORIES } from "@/lib/core/classify/category";
import type { ClassifiedHunk } from "@/lib/core/classify/classification";
import type { Change } from "@/lib/core/diff/change";
import { type ScannedPatch, scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import type { Digest } from "@/lib/core/digest";
import { listStanding } from "@/lib/core/review/bucket";
import { type FilesOfHunks, listHunkIds } from "@/lib/core/review/placed";
import { type ReviewIndex, toHunkKey } from "@/lib/core/review/review-index";
import { decodeSnapshot } from "@/lib/core/snapshot/snapshot-bytes";
import { hunkAt, hunkIdAt, patchPlaceAt, rawChangeAt, type SnapshotColumns } from "@/lib/core/snapshot/snapshot-columns";
import type { SignOffDifferences } from "@/lib/core/upgrade/decide/record-snapshot";
import type { Assignment, Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import { type ByteCache, createByteCache } from "./byte-cache";

/** A snapshot as it is stored: columns to walk over, and what is said about one file or hunk when it is asked for. */
export type StoredSnapshot = {
  readonly review: ReviewIndex;
  readonly columns: SnapshotColumns;
  readonly change: (file: number) => Change;
  readonly hunk: (hunk: number) => ClassifiedHunk;
  readonly hunkId: (hunk: number) => Digest;
  /** The hunk with an id, or with one that starts so; the start has twelve digits at least. */
  readonly findHunk: (idOrStart: string) => number | null;
  /** A file's patch as git printed it; null when it printed none. @throws when it is missing or damaged. */
  readonly readPatchBytes: (file: number) => Promise<Uint8Array | null>;
  /** The lines of a file; null when git printed no patch. @throws when they are missing or damaged. */
  readonly readPatch: (file: number) => Promise<ScannedPatch | null>;
};

const SNAPSHOT_CACHE_BYTES = 128 * 1024 * 1024;
const SEGMENT_CACHE_BYTES = 48 * 1024 * 1024;
const SCAN_CACHE_BYTES = 32 * 1024 * 1024;
/** Of a scanned patch beside its bytes, which belong to their segment. */
const BYTES_A_LINE = 9;
const BYTES_A_HUNK = 160;
const ID_START = /^[0-9a-f]{12,64}$/;

type Caches = {
  readonly snapshots: ByteCache<StoredSnapshot>;
  readonly segments: ByteCache<Uint8Array>;
  readonly scans: ByteCache<ScannedPatch>;
};
/** Kept on the global object because Next loads pages, routes and instrumentation as separate bundles. */
const KEY = Symbol.for("upgrade-review.snapshots");
type Global = typeof globalThis & { [KEY]?: WeakMap<BlobStore, Caches> };

/** Opens a snapshot by the blob of its index; those used last stay open. @throws when the blob is missing, damaged or of another version. */
export async function openSnapshot(blobs: BlobStore, indexBlob: Digest): Promise<StoredSnapshot> {
  const caches = cachesOf(blobs);
  return caches.snapshots.get(indexBlob, async () => toStoredSnapshot(indexBlob, decodeSnapshot(await blobs.get(indexBlob)), blobs, caches));
}

function cachesOf(blobs: BlobStore): Caches {
  const holder: Global = globalThis;
  holder[KEY] ??= new WeakMap();
  const caches = holder[KEY].get(blobs) ?? createCaches();
  holder[KEY].set(blobs, caches);
  return caches;
}

/** A snapshot that is not stored: its columns, and where to find the patches they name. */
export function openColumns(name: string, columns: SnapshotColumns, patches: Pick<BlobStore, "get">): StoredSnapshot {
  return toStoredSnapshot(name, columns, patches, createCaches());
}

function createCaches(): Caches {
  return {
    snapshots: createByteCache(
      SNAPSHOT_CACHE_BYTES,
      ({ review, columns }) => review.hunks.count * BYTES_A_HUNK + review.files.count * 400 + sizeOfTexts(columns),
    ),
    segments: createByteCache(SEGMENT_CACHE_BYTES, (segment) => segment.byteLength),
    scans: createByteCache(SCAN_CACHE_BYTES, ({ bytes, lines }) => bytes.length + lines.kinds.length * BYTES_A_LINE),
  };
}

function sizeOfTexts({ texts }: SnapshotColumns): number {
  return texts.reduce((sum, text) => sum + 2 * text.length, 0);
}

function toStoredSnapshot(indexBlob: Digest, columns: SnapshotColumns, blobs: Pick<BlobStore, "get">, { segments, scans }: Caches): StoredSnapshot {
  const { review } = columns;
  let hunkByKey: ReadonlyMap<number, number> | null = null;
  const readPatchBytes = async (file: number): Promise<Uint8Array | null> => {
    const { segment, offset, length } = patchPlaceAt(columns, file);
    if (length === 0) return null;
    const blob = columns.segments[segment] ?? "";
    const bytes = await segments.get(blob, () => blobs.get(blob));
    if (offset + length > bytes.length) throw new Error(`expected a segment of at least ${offset + length} bytes for file ${file}, came ${bytes.length}`);
    return bytes.subarray(offset, offset + length);
  };
  return {
    review,
    columns,
    change: (file) => ({
      ...rawChangeAt(columns, file),
      binary: review.files.binary[file] === 1,
      additions: review.files.additions[file] ?? 0,
      deletions: review.files.deletions[file] ?? 0,
    }),
    hunk: (hunk) => hunkAt(columns, hunk),
    hunkId: (hunk) => hunkIdAt(columns, hunk),
    findHunk: (idOrStart) => {
      if (!ID_START.test(idOrStart)) return null;
      hunkByKey ??= new Map(Array.from(review.hunks.keys, (key, hunk) => [key, hunk]));
      const found = hunkByKey.get(toHunkKey(idOrStart));
      return found !== undefined && hunkIdAt(columns, found).startsWith(idOrStart) ? found : null;
    },
    readPatchBytes,
    readPatch: async (file) => {
      const bytes = await readPatchBytes(file);
      return bytes === null ? null : scans.get(`${indexBlob}/${file}`, async () => scanFilePatch(bytes));
    },
  };
}

/** Reads what a sign-off covered. @throws when the blob is missing or damaged. */
export async function readCoverage(blobs: BlobStore, coverageBlob: Digest): Promise<Coverage> {
  return coverageSchema.parse(JSON.parse(new TextDecoder().decode(await blobs.get(coverageBlob))));
}

/** For each standing approval: how many hunks under review it does not cover, and how many covered ones are gone. */
export async function readDifferences(
  blobs: BlobStore,
  upgrade: Upgrade,
  files: FilesOfHunks,
  assignments: readonly Pick<Assignment, "hunkId" | "to">[],
): Promise<SignOffDifferences> {
  const differences: Record<number, { added: number; vanished: number }> = {};
  for (const category of CATEGORIES) {
    const standing = listStanding(upgrade, category).flatMap(({ seq, coverage }) => (coverage ? [{ seq, blob: coverage.blob }] : []));
    if (standing.length === 0) continue;
    const now = new Set(listHunkIds(files, assignments, category));
    for (const { seq, blob } of standing) {
      const covered = new Set((await readCoverage(blobs, blob)).hunkIds);
      differences[seq] = {
        added: [...now].filter((id) => !covered.has(id)).length,
        vanished: [...covered].filter((id) => !now.has(id)).length,
      };
    }
  }
  return differences;
}
