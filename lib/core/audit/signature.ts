import { z } from "zod";
import { digestOf, digestSchema, type Digest } from "@/lib/core/digest";

/** An Ed25519 public key: 32 bytes in lower-case hexadecimal. */
export const publicKeySchema = z.string().regex(/^[0-9a-f]{64}$/, "expected an Ed25519 public key in hexadecimal");
export type PublicKey = z.infer<typeof publicKeySchema>;

/** An Ed25519 signature: 64 bytes in lower-case hexadecimal. */
export const signatureSchema = z.string().regex(/^[0-9a-f]{128}$/, "expected an Ed25519 signature in hexadecimal");
export type Signature = z.infer<typeof signatureSchema>;

/** Whether a signature over bytes is the key's. Injected: Node and the browser each bring their own. */
export type VerifySignature = (publicKey: PublicKey, bytes: Uint8Array, signature: Signature) => boolean;

/** A dashboard's installation is named by its key, so that a name cannot be had without the key. */
export const installationIdSchema = digestSchema;

/** The name of the installation that signs with a key. */
export function toInstallationId(publicKey: PublicKey): Digest {
  return digestOf("upgrade-review/installation/1", [publicKey]);
}
