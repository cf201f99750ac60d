import { utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import { digestOf, digestSchema, type Digest } from "@/lib/core/digest";
import { installationIdSchema, publicKeySchema, signatureSchema } from "./signature";

/** What a checkpoint says: where every upgrade's chain stood when it was made. */
export const checkpointSchema = z
  .strictObject({
    installationId: installationIdSchema,
    /** From 1, without gaps. */
    number: z.int().min(1),
    /** Hash of the checkpoint before; zeros for the first. */
    prevHash: digestSchema,
    /** By the dashboard's clock, for people; order comes from `number` alone. */
    at: z.int().min(0),
    /** How many records and upgrades it covers in all. */
    records: z.int().min(0),
    upgrades: z.int().min(0),
    /** Root of the tree of heads, see `heads-tree.ts`. */
    headsRoot: digestSchema,
  })
  .readonly();
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** A checkpoint as it is stored and sent: the exact signed text and the installation's signature. */
export const signedCheckpointSchema = z.strictObject({ canonical: z.string().min(1).max(2_000), signature: signatureSchema }).readonly();
export type SignedCheckpoint = z.infer<typeof signedCheckpointSchema>;

/** An agent's word that it saw a checkpoint and that it extends every one it saw before. */
export const cosignatureSchema = z
  .strictObject({
    agentId: z.string().min(1).max(64),
    publicKey: publicKeySchema,
    /** When the agent saw it, by the agent's clock. */
    at: z.int().min(0),
    signature: signatureSchema,
  })
  .readonly();
export type Cosignature = z.infer<typeof cosignatureSchema>;

/** The one text of a checkpoint. */
export function toCheckpointText(checkpoint: Checkpoint): string {
  return canonicalJson(checkpointSchema.parse(checkpoint));
}

/** Reads a checkpoint back; undefined when the text is anything but the one text of a checkpoint. */
export function parseCheckpoint(canonical: string): Checkpoint | undefined {
  try {
    const checkpoint = checkpointSchema.parse(JSON.parse(canonical));
    return canonicalJson(checkpoint) === canonical ? checkpoint : undefined;
  } catch {
    return undefined;
  }
}

/** The hash of a checkpoint, which the next one names. */
export function checkpointHash(canonical: string): Digest {
  return digestOf("upgrade-review/checkpoint/1", [canonical]);
}

/** The bytes the installation signs. */
export function toCheckpointBytes(canonical: string): Uint8Array {
  return utf8ToBytes(`upgrade-review/checkpoint/1\n${canonical}`);
}

/** The bytes an agent signs: who it is, when it looked, and the hash of what it saw. */
export function toCosignatureBytes(canonical: string, { agentId, publicKey, at }: Omit<Cosignature, "signature">): Uint8Array {
  const statement = canonicalJson({ agentId, publicKey, at, checkpoint: checkpointHash(canonical) });
  return utf8ToBytes(`upgrade-review/cosignature/1\n${statement}`);
}
