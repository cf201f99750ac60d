import { someFacts } from "@/lib/core/classify/a-hunk";
import type { AppFacts } from "@/lib/core/classify/classification";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import { scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { createFileCollector } from "@/lib/core/snapshot/collect-file";
import { createSnapshotCollector } from "@/lib/core/snapshot/collect-snapshot";
import { encodeSnapshot } from "@/lib/core/snapshot/snapshot-bytes";
import type { Digest } from "@/lib/core/digest";
import type { BlobStore } from "@/lib/ports/blob-store";
import { createSegmentWriter } from "@/lib/services/segment-writer";

export type GivenFile = readonly [change: RawChange, patch: Uint8Array | null];

/** Stores a snapshot of some files and returns the blob of its index. */
export async function storeSnapshot(blobs: BlobStore, files: readonly GivenFile[], facts: AppFacts = someFacts()): Promise<Digest> {
  const collectFile = createFileCollector(facts, undefined);
  const collector = createSnapshotCollector({ basis: "", names: facts });
  const segments = createSegmentWriter(blobs);
  for (const [change, patch] of files)
    collector.add(collectFile(change, scanFilePatch(patch ?? new Uint8Array())), await segments.add(patch ?? new Uint8Array()));
  await segments.end();
  return blobs.put(encodeSnapshot(collector.end()));
}
