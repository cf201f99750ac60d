import { type Digest, sha256Hex } from "@/lib/core/digest";
import type { BlobStore } from "@/lib/ports/blob-store";

/** Blobs in memory. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<Digest, Uint8Array>();
  return {
    put: async (bytes) => {
      const digest = sha256Hex(bytes);
      blobs.set(digest, bytes.slice());
      return digest;
    },
    get: async (digest) => {
      const bytes = blobs.get(digest);
      if (!bytes) throw new Error(`expected the blob ${digest}`);
      return bytes.slice();
    },
  };
}
