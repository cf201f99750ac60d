import type { PublicKey, Signature } from "@/lib/core/audit/signature";
import { verifySignatureLater } from "@/lib/server/verify-signature";

/** So many may wait at once; more would only take memory. */
const MOST_WAITING = 40_000;

type Waiting = { readonly publicKey: PublicKey; readonly bytes: Uint8Array; readonly signature: Signature; readonly fail: () => never };

export type SignatureQueue = {
  /** Puts a signature off until `settle`; `fail` throws what it means when it does not hold. */
  readonly add: (publicKey: PublicKey, bytes: Uint8Array, signature: Signature, fail: () => never) => void;
  readonly isFull: () => boolean;
  /** Verifies all that were added. @throws what the first one of them means that does not hold, in their order. */
  readonly settle: () => Promise<void>;
};

/**
 * Signatures are most of the work of a checkpoint, and the only work that Node spreads over all processors: kept for
 * the end, they fill whatever the two threads leave free.
 */
export function createSignatureQueue(): SignatureQueue {
  let waiting: Waiting[] = [];
  return {
    add: (publicKey, bytes, signature, fail) => waiting.push({ publicKey, bytes, signature, fail }),
    isFull: () => waiting.length >= MOST_WAITING,
    settle: async () => {
      const settling = waiting.map(({ publicKey, bytes, signature, fail }) => ({ holds: verifySignatureLater(publicKey, bytes, signature), fail }));
      waiting = [];
      for (const { holds, fail } of settling) if (!(await holds)) fail();
    },
  };
}
