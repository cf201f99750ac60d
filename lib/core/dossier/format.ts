import { utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { cosignatureSchema, signedCheckpointSchema } from "@/lib/core/audit/checkpoint";
import { headSchema, siblingsSchema } from "@/lib/core/audit/heads-tree";
import type { SealedRecord } from "@/lib/core/audit/record";
import { installationIdSchema, publicKeySchema, signatureSchema } from "@/lib/core/audit/signature";
import { canonicalJson } from "@/lib/core/canonical-json";
import { digestSchema } from "@/lib/core/digest";

/** The entries of a dossier in their order; `blobs/<sha256>` follow, sorted. */
export const DOSSIER_ENTRIES = ["dossier.json", "README.txt", "checkpoints.jsonl", "records.jsonl", "lane.json", "report.html"] as const;
export const BLOB_FOLDER = "blobs/";

/** What a dossier is, signed when it was made: nothing can be cut off it afterwards. */
export const statementSchema = z
  .strictObject({
    format: z.literal("upgrade-review/dossier/1"),
    installationId: installationIdSchema,
    upgradeId: z.string().min(1).max(64),
    records: z.int().min(1),
    /** Hash of the last record. */
    head: digestSchema,
    /** SHA-256 of `checkpoints.jsonl`. */
    checkpoints: digestSchema,
    exportedAt: z.int().min(0),
  })
  .readonly();
export type Statement = z.infer<typeof statementSchema>;

/** `dossier.json`: the canonical text of the statement, and whose word it is. */
export const signedStatementSchema = z.strictObject({ publicKey: publicKeySchema, statement: z.string().max(2_000), signature: signatureSchema }).readonly();

/** A line of `checkpoints.jsonl`: a checkpoint, who cosigned it, and the way to this upgrade's head in it. */
export const checkpointLineSchema = signedCheckpointSchema
  .unwrap()
  .extend({
    cosignatures: z.array(cosignatureSchema).max(64).readonly(),
    head: headSchema,
    siblings: siblingsSchema,
  })
  .readonly();
export type CheckpointLine = z.infer<typeof checkpointLineSchema>;

/** The bytes the installation signs. */
export function toStatementBytes(statement: string): Uint8Array {
  return utf8ToBytes(`upgrade-review/dossier/1\n${statement}`);
}

/** The folder everything of a dossier lies in. */
export function toDossierFolder(upgradeId: string): string {
  return `dossier-${upgradeId}`;
}

/** A line of `records.jsonl`: the hash and the bytes it is of. */
export function toRecordLine({ hash, canonical }: Pick<SealedRecord, "hash" | "canonical">): string {
  return `${hash} ${canonical}\n`;
}

/** One value on a line of its own. */
export function toLine(value: unknown): string {
  return `${canonicalJson(value)}\n`;
}

/** The blobs an event names: a field called `blob`, or one whose name ends in `Blob`. */
export function listBlobs(event: unknown): readonly string[] {
  if (typeof event !== "object" || event === null) return [];
  return Object.entries(event).flatMap(([name, field]) => (/^blob$|Blob$/.test(name) && typeof field === "string" ? [field] : listBlobs(field)));
}

/** What stands beside the records, for whoever unpacks them. */
export const README = `This is the dossier of one upgrade, made by Upgrade Review.

report.html        who approved what and when; open it in a browser, or print it
dossier.json       what this dossier is, signed by the installation that made it
records.jsonl      the audit records: on each line a hash and the exact text it is of
checkpoints.jsonl  signed statements of where the record stood, with the signatures of the agents that saw them
lane.json          the upgrade guide as it was when the upgrade started
blobs/             differences, logs, coverage and evidence, each named by the SHA-256 of its bytes

To verify it, on any machine and without a network, take the verifier from a source you trust, not from
whoever gave you this file:

    npm run verify -- dossier.tar        in a copy of Upgrade Review
    node verify.mjs dossier.tar          with the single file that "npm run build:verify" makes

Compare the installation it names with the one on the dashboard's audit page: a dossier that somebody else
made holds as well, under their key.
`;
