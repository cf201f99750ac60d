import "server-only";
import { createPublicKey, verify } from "node:crypto";
import type { VerifySignature } from "@/lib/core/audit/signature";

/** What precedes the 32 bytes of an Ed25519 key in its standard encoding. */
const SPKI_PREFIX = "302a300506032b6570032100";

/** Ed25519 by Node's own library. */
export const verifySignature: VerifySignature = (publicKey, bytes, signature) => {
  const key = createPublicKey({ key: Buffer.from(SPKI_PREFIX + publicKey, "hex"), format: "der", type: "spki" });
  return verify(null, bytes, key, Buffer.from(signature, "hex"));
};
