import { sha256 } from "@noble/hashes/sha2.js";

/** A running SHA-256. Node's `createHash("sha256")` is one. */
export type Sha256 = {
  readonly update: (bytes: Uint8Array) => unknown;
  readonly digest: () => Uint8Array;
};

/** Starts a SHA-256. A caller that has a faster one than the portable one gives it. */
export type CreateSha256 = () => Sha256;

/** The portable SHA-256, the same in Node and in the browser. */
export const createPortableSha256: CreateSha256 = () => sha256.create();
