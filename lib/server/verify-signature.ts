import "server-only";
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import type { PublicKey, Signature, VerifySignature } from "@/lib/core/audit/signature";

/** What precedes the 32 bytes of an Ed25519 key in its standard encoding. */
const SPKI_PREFIX = "302a300506032b6570032100";
const MAX_KEYS = 64;
const keys = new Map<PublicKey, KeyObject>();

/** Ed25519 by Node's own library. */
export const verifySignature: VerifySignature = (publicKey, bytes, signature) => verify(null, bytes, toKey(publicKey), Buffer.from(signature, "hex"));

/** The same on one of Node's own threads; what cannot be verified does not hold. */
export function verifySignatureLater(publicKey: PublicKey, bytes: Uint8Array, signature: Signature): Promise<boolean> {
  return new Promise((resolve) => {
    verify(null, bytes, toKey(publicKey), Buffer.from(signature, "hex"), (error, holds) => resolve(error === null && holds));
  });
}

function toKey(publicKey: PublicKey): KeyObject {
  const known = keys.get(publicKey);
  if (known) return known;
  const key = createPublicKey({ key: Buffer.from(SPKI_PREFIX + publicKey, "hex"), format: "der", type: "spki" });
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(publicKey, key);
  return key;
}
