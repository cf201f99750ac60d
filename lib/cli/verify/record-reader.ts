import { hash } from "node:crypto";
import { GENESIS } from "@/lib/core/audit/genesis";
import { recordBodySchema, type RecordBody } from "@/lib/core/audit/record";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { Digest } from "@/lib/core/digest";
import { failRecord } from "./problem";
import { parseJson } from "./read-archive";

const HASH_DIGITS = 64;
const RECORD_DOMAIN = "upgrade-review/record/1\0";
const TRAIL_DOMAIN = "upgrade-review/trail/1\0";

/** The chain as far as it was read. */
export type ChainPoint = { readonly length: number; readonly head: Digest; readonly trail: Digest };
export const CHAIN_START: ChainPoint = { length: 0, head: GENESIS, trail: GENESIS };

export type ReadRecord = { readonly body: RecordBody /** What the text says, with everything a later version may not know. */; readonly value: unknown };

/** Follows the chain over one more line: its hash must be that of its bytes behind the record before. */
export function followLine(point: ChainPoint, line: Buffer): ChainPoint {
  const seq = point.length + 1;
  const stated = line.toString("latin1", 0, HASH_DIGITS);
  const computed = hashRecord(point.head, line.subarray(HASH_DIGITS + 1));
  if (line[HASH_DIGITS] !== 0x20 || computed !== stated) failRecord(seq, explain(line.subarray(HASH_DIGITS + 1), seq), computed, stated);
  return { length: seq, head: computed, trail: hashTrail(point.trail, computed) };
}

/** Reads the record of a line. The same rules as `verifyNext`, with no second text. */
export function readRecord(seq: number, line: Buffer, upgradeId: string): ReadRecord {
  const text = line.toString("utf8", HASH_DIGITS + 1);
  const value = parseJson(text);
  if (!isCanonicalText(value, text)) failRecord(seq, "Its text is not the canonical text of a record.");
  const parsed = recordBodySchema.safeParse(value);
  if (!parsed.success) failRecord(seq, "Its text is no record.", "a record", parsed.error.issues[0]?.message ?? "");
  const body = parsed.data;
  if (body.upgradeId !== upgradeId) failRecord(seq, "It belongs to another upgrade.", upgradeId, body.upgradeId);
  if (body.seq !== seq) failRecord(seq, "Another record stands in its place.", `record ${seq}`, `record ${body.seq}`);
  return { body, value };
}

let scratch = Buffer.alloc(64 * 1024);

function hashRecord(prevHash: Digest, canonical: Buffer): Digest {
  const frame = `${RECORD_DOMAIN}64:${prevHash}${canonical.length}:`;
  if (scratch.length < frame.length + canonical.length) scratch = Buffer.alloc(2 * (frame.length + canonical.length));
  scratch.write(frame, 0, "latin1");
  canonical.copy(scratch, frame.length);
  return hash("sha256", scratch.subarray(0, frame.length + canonical.length), "hex");
}

function hashTrail(trail: Digest, recordHash: Digest): Digest {
  return hash("sha256", `${TRAIL_DOMAIN}64:${trail}64:${recordHash}`, "hex");
}

/** What must have happened to a record whose hash does not fit. */
function explain(bytes: Buffer, seq: number): string {
  const value = parseJson(bytes.toString("utf8"));
  const came = typeof value === "object" && value !== null && "seq" in value ? Number(value.seq) : seq;
  if (came > seq) return "It is missing; a later one stands in its place.";
  if (came < seq) return "In its place stands a record from before.";
  return "Its hash is not the hash of its bytes behind the record before.";
}

/** Whether a text is the canonical one; written again only where a quick look does not settle it. */
function isCanonicalText(value: unknown, text: string): boolean {
  if (value === undefined) return false;
  if (!text.includes("\\u") && JSON.stringify(value) === text && isInOrder(value, 0)) return true;
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

const MAX_DEPTH = 16;

/** Sorted keys, safe integers, no depth beyond the limit; what else canonical JSON forbids does not survive parsing and writing. */
function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth > MAX_DEPTH - 1) return false;
  if (Array.isArray(value)) return value.every((entry) => isInOrder(entry, depth + 1));
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) if (!((keys[at - 1] ?? "") < (keys[at] ?? ""))) return false;
  return Object.values(value).every((entry) => isInOrder(entry, depth + 1));
}
