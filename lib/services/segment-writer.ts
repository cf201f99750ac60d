import type { Digest } from "@/lib/core/digest";
import type { Segment, StoredPatch } from "@/lib/core/snapshot/collected-file";
import type { BlobStore } from "@/lib/ports/blob-store";

/** Stores patches, several in a blob. */
export type SegmentWriter = {
  /** Takes the bytes over, so that they may change afterwards. */
  readonly add: (patch: Uint8Array) => Promise<StoredPatch | null>;
  /** Resolves when everything is stored. @throws when something could not be. */
  readonly end: () => Promise<void>;
};

/** A file that is larger has a segment of its own. */
const SEGMENT_BYTES = 1024 * 1024;
/** Segments that are compressed and written while the next one fills. */
const MOST_AT_ONCE = 3;

export function createSegmentWriter(blobs: BlobStore): SegmentWriter {
  const unused: Uint8Array[] = [];
  const next = () => createSegment(unused.pop() ?? new Uint8Array(SEGMENT_BYTES));
  let open = next();
  const writing = new Set<Promise<void>>();
  const failures: unknown[] = [];

  function requireStored(): void {
    if (failures.length > 0) throw failures[0];
  }

  async function store({ bytes, used, fill }: ReturnType<typeof createSegment>): Promise<void> {
    if (used() === 0) return;
    const put = blobs.put(bytes.subarray(0, used())).then(fill, (error: unknown) => void failures.push(error));
    const done = put.then(() => {
      writing.delete(done);
      if (bytes.length === SEGMENT_BYTES) unused.push(bytes);
    });
    writing.add(done);
    if (writing.size >= MOST_AT_ONCE) await Promise.race(writing);
    requireStored();
  }

  return {
    add: async (patch) => {
      if (patch.length === 0) return null;
      if (patch.length > SEGMENT_BYTES) {
        const own = createSegment(new Uint8Array(patch.length));
        const place = own.append(patch);
        await store(own);
        return place;
      }
      if (open.used() + patch.length > SEGMENT_BYTES) {
        const full = open;
        open = next();
        await store(full);
      }
      return open.append(patch);
    },
    end: async () => {
      await store(open);
      await Promise.all(writing);
      requireStored();
    },
  };
}

function createSegment(bytes: Uint8Array) {
  let used = 0;
  let digest: Digest | null = null;
  const segment: Segment = {
    digest: () => {
      if (digest === null) throw new Error("expected a segment to be stored before it is referred to");
      return digest;
    },
  };
  return {
    bytes,
    used: () => used,
    append: (patch: Uint8Array): StoredPatch => {
      bytes.set(patch, used);
      used += patch.length;
      return { segment, offset: used - patch.length, length: patch.length };
    },
    fill: (stored: Digest): void => {
      digest = stored;
    },
  };
}
