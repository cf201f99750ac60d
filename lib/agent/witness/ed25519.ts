import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import type { PublicKey, Signature, VerifySignature } from "@/lib/core/audit/signature";
import { writeDurably } from "../durable-file";
import { StartError } from "../start-error";

/** An Ed25519 key as everybody writes it, before its 32 bytes. */
const SPKI_PREFIX = "302a300506032b6570032100";

/** The agent's own key. */
export type SigningKey = { readonly publicKey: PublicKey; readonly sign: (bytes: Uint8Array) => Signature };

/** Node's check of a signature; false for a key that is none. */
export const verifySignature: VerifySignature = (publicKey, bytes, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.from(SPKI_PREFIX + publicKey, "hex"), format: "der", type: "spki" });
    return verify(null, bytes, key, Buffer.from(signature, "hex"));
  } catch {
    return false;
  }
};

/** Reads the key, making it at the first start. @throws StartError when others can read it, or it is no key. */
export function loadSigningKey(path: string): SigningKey {
  if (!existsSync(path)) writeDurably(path, generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }), 0o600);
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0) throw new StartError(`the agent's signing key ${path} has mode ${mode.toString(8)}; others must not read it: chmod 600 it`);
  const key = readKey(path);
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  return { publicKey, sign: (bytes) => sign(null, bytes, key).toString("hex") };
}

function readKey(path: string): ReturnType<typeof createPrivateKey> {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below, without the content.
  }
  throw new StartError(`the agent's signing key ${path} is no Ed25519 key; restore it, or remove it to have a new one made`);
}
