import "server-only";
import { createHash, hash, webcrypto } from "node:crypto";
import type { Sha256 } from "@/lib/core/diff/sha256";
import type { Digest } from "@/lib/core/digest";

/** Node's SHA-256. */
export const NODE_SHA256: Sha256 = {
  of: (bytes) => hash("sha256", bytes, "hex"),
  start: () => {
    const running = createHash("sha256");
    return { update: (bytes) => void running.update(bytes), end: () => running.digest("hex") };
  },
};

/** Of fewer bytes the digest is there before another thread has been asked. */
const WORTH_ASKING = 64 * 1024;

/** The digest of bytes as they are now; that of many is made beside what goes on here. */
export async function digestBeside(bytes: Uint8Array): Promise<Digest> {
  if (bytes.length < WORTH_ASKING) return NODE_SHA256.of(bytes);
  return Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)).toString("hex");
}
