import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { toInstallationId, type VerifySignature } from "@/lib/core/audit/signature";
import { sha256Hex } from "@/lib/core/digest";
import type { Installation } from "@/lib/ports/installation";

/** A key that follows from a name. */
export function aKey(name: string): Installation {
  const key = createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${sha256Hex(name)}`, "hex"), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  return { id: toInstallationId(publicKey), publicKey, sign: (bytes) => sign(null, bytes, key).toString("hex") };
}

/** Ed25519 by Node. */
export const verifyEd25519: VerifySignature = (publicKey, bytes, signature) => {
  const key = createPublicKey({ key: Buffer.from(`302a300506032b6570032100${publicKey}`, "hex"), format: "der", type: "spki" });
  return verify(null, bytes, key, Buffer.from(signature, "hex"));
};
