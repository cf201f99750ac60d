import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import { digestOf, digestSchema, type Digest } from "@/lib/core/digest";
import { actorSchema, type Actor } from "@/lib/core/people/person";
import { upgradeEventSchema, type UpgradeEvent } from "@/lib/core/upgrade/event";

/** What is hashed: everything a record says, without the hashes. */
export const recordBodySchema = z
  .object({
    upgradeId: z.string(),
    seq: z.int().min(1),
    /** Milliseconds since the epoch, UTC, by the dashboard's clock; order comes from `seq` alone. */
    at: z.int().min(0),
    actor: actorSchema,
    event: upgradeEventSchema,
  })
  .readonly();
export type RecordBody = z.infer<typeof recordBodySchema>;

/** A record as it is stored and sent: the exact hashed text beside both hashes. */
export const sealedRecordSchema = z
  .object({ upgradeId: z.string(), seq: z.int().min(1), canonical: z.string(), prevHash: digestSchema, hash: digestSchema })
  .readonly();
export type SealedRecord = z.infer<typeof sealedRecordSchema>;

/** The hash of a record: SHA-256, domain separated, over the previous hash and the canonical text. */
export function recordHash(prevHash: Digest, canonical: string): Digest {
  return digestOf("upgrade-review/record/1", [prevHash, canonical]);
}

/** Puts events behind a chain's head, in order. */
export function sealRecords(
  upgradeId: string,
  head: { readonly seq: number; readonly hash: Digest },
  entries: readonly { readonly actor: Actor; readonly event: UpgradeEvent }[],
  at: number,
): readonly SealedRecord[] {
  let { seq, hash: prevHash } = head;
  return entries.map(({ actor, event }) => {
    seq += 1;
    const canonical = canonicalJson({ upgradeId, seq, at, actor, event } satisfies RecordBody);
    const record = { upgradeId, seq, canonical, prevHash, hash: recordHash(prevHash, canonical) };
    prevHash = record.hash;
    return record;
  });
}

/** Reads back what a sealed record says. @throws when it is no record: the store is damaged. */
export function openRecord(record: SealedRecord): RecordBody {
  return recordBodySchema.parse(JSON.parse(record.canonical));
}
