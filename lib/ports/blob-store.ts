import type { Digest } from "@/lib/core/digest";

/** Patches, logs and evidence by the SHA-256 of their bytes. */
export type BlobStore = {
  /** Stores durably and returns the name; storing the same bytes again is free. */
  readonly put: (bytes: Uint8Array) => Promise<Digest>;
  /** The bytes, checked against the name. @throws when they are missing or damaged. */
  readonly get: (digest: Digest) => Promise<Uint8Array>;
};
