import type { PublicKey, Signature } from "@/lib/core/audit/signature";
import { verifySignatureLater } from "@/lib/server/verify-signature";

/** So many may wait at once; more would only take memory. */
const MOST_WAITING = 40_000;

type Waiting = { readonly publicKey: PublicKey; readonly bytes: Uint8Array; readonly signature: Signature; readonly fail: () => never };
type Begun = { readonly holds: Promise<boolean>; readonly fail: () => never };

export type SignatureQueue = {
  /** Puts a signature off until `settle`; `fail` throws what it means when it does not hold. */
  readonly add: (publicKey: PublicKey, bytes: Uint8Array, signature: Signature, fail: () => never) => void;
  readonly isFull: () => boolean;
  /** Lets what was added so far begin, when a processor has nothing else to do. */
  readonly begin: () => void;
  /** Verifies all that were added. @throws what the first one of them means that does not hold, in their order. */
  readonly settle: () => Promise<void>;
};

/**
 * Signatures are most of the work of a checkpoint, and the only work that Node spreads over all processors: kept for
 * the end, they fill whatever the two threads leave free.
 */
export function createSignatureQueue(): SignatureQueue {
  let waiting: Waiting[] = [];
  let begun: Begun[] = [];
  const begin = () => {
    for (const { publicKey, bytes, signature, fail } of waiting) begun.push({ holds: verifySignatureLater(publicKey, bytes, signature), fail });
    waiting = [];
  };
  return {
    add: (publicKey, bytes, signature, fail) => waiting.push({ publicKey, bytes, signature, fail }),
    isFull: () => waiting.length >= MOST_WAITING,
    begin,
    settle: async () => {
      begin();
      const settling = begun;
      begun = [];
      for (const { holds, fail } of settling) if (!(await holds)) fail();
    },
  };
}
