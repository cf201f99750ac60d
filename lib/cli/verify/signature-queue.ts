import type { PublicKey, Signature } from "@/lib/core/audit/signature";
import { verifySignatureLater } from "@/lib/server/verify-signature";

/** So many may wait at once; more would only take memory. */
const MOST_WAITING = 40_000;

export type SignatureQueue = {
  /** Has a signature verified while the caller goes on; `fail` throws what it means when it does not hold. */
  readonly add: (publicKey: PublicKey, bytes: Uint8Array, signature: Signature, fail: () => never) => void;
  readonly isFull: () => boolean;
  /** Waits for all that were added. @throws what the first one of them means that does not hold, in their order. */
  readonly settle: () => Promise<void>;
};

/** Signatures are most of the work of a checkpoint: Node verifies them on threads of its own. */
export function createSignatureQueue(): SignatureQueue {
  let waiting: { readonly holds: Promise<boolean>; readonly fail: () => never }[] = [];
  return {
    add: (publicKey, bytes, signature, fail) => waiting.push({ holds: verifySignatureLater(publicKey, bytes, signature), fail }),
    isFull: () => waiting.length >= MOST_WAITING,
    settle: async () => {
      const settling = waiting;
      waiting = [];
      for (const { holds, fail } of settling) if (!(await holds)) fail();
    },
  };
}
