import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Digest } from "@/lib/core/digest";

/** A SHA-256 that a caller may bring: Node's is many times faster than the portable one. */
export type Sha256 = {
  /** The digest of bytes in one piece. */
  readonly of: (bytes: Uint8Array) => Digest;
  /** Starts a digest of bytes that come piece by piece. */
  readonly start: () => RunningSha256;
};

export type RunningSha256 = {
  readonly update: (bytes: Uint8Array) => void;
  readonly end: () => Digest;
};

/** The same in Node and in the browser. */
export const PORTABLE_SHA256: Sha256 = {
  of: (bytes) => bytesToHex(sha256(bytes)),
  start: () => {
    const hash = sha256.create();
    return { update: (bytes) => void hash.update(bytes), end: () => bytesToHex(hash.digest()) };
  },
};
