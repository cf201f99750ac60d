import type { PublicKey, Signature } from "@/lib/core/audit/signature";
import type { Digest } from "@/lib/core/digest";

/** This dashboard's key: what it signs, anybody can tell from what others made. */
export type Installation = {
  /** Follows from the public key. */
  readonly id: Digest;
  readonly publicKey: PublicKey;
  readonly sign: (bytes: Uint8Array) => Signature;
};
