import { hash } from "node:crypto";
import { GENESIS } from "@/lib/core/audit/genesis";
import { recordBodySchema, type RecordBody } from "@/lib/core/audit/record";
import type { Digest } from "@/lib/core/digest";
import { aboutRecord, DossierProblem, failRecord, type Problem } from "./problem";
import { parseJson } from "./read-archive";
import { isCanonicalText } from "./scan-canonical";

const HASH_DIGITS = 64;
const TEXT_START = HASH_DIGITS + 1;
const SPACE = 0x20;

/** The chain as far as it was read. */
export type ChainPoint = { readonly length: number; readonly head: Digest; readonly trail: Digest };
export const CHAIN_START: ChainPoint = { length: 0, head: GENESIS, trail: GENESIS };

/** `value`: what the text says, with everything this version may not know. */
export type ReadRecord = { readonly body: RecordBody; readonly value: unknown };

/** Follows the chain over one more line: its hash must be that of its bytes behind the record before. */
export function followLine(point: ChainPoint, line: Buffer): ChainPoint {
  const seq = point.length + 1;
  const stated = line.toString("latin1", 0, HASH_DIGITS);
  const computed = hashRecord(point.head, line);
  if (line[HASH_DIGITS] !== SPACE || computed !== stated) failRecord(seq, explain(line.subarray(TEXT_START), seq), computed, stated);
  return { length: seq, head: computed, trail: hashTrail(point.trail, computed) };
}

/** Whether the bytes behind the hash are the one text of what they say. */
export function isCanonicalLine(line: Buffer): boolean {
  return isCanonicalText(line, TEXT_START);
}

/** What does not hold about a record whose bytes are anything else. */
export function notCanonical(seq: number): Problem {
  return aboutRecord(seq, "Its text is not the canonical text of a record.");
}

/** Reads the record of a line that is canonical. */
export function readRecord(seq: number, line: Buffer, upgradeId: string): ReadRecord {
  const value = parseJson(line.toString("utf8", TEXT_START));
  if (value === undefined) throw new DossierProblem(notCanonical(seq));
  const parsed = recordBodySchema.safeParse(value);
  if (!parsed.success) failRecord(seq, "Its text is no record.", "a record", parsed.error.issues[0]?.message ?? "");
  const body = parsed.data;
  if (body.upgradeId !== upgradeId) failRecord(seq, "It belongs to another upgrade.", upgradeId, body.upgradeId);
  if (body.seq !== seq) failRecord(seq, "Another record stands in its place.", `record ${seq}`, `record ${body.seq}`);
  return { body, value };
}

const RECORD_FRAME = "upgrade-review/record/1\x0064:";
const MOST_LENGTH_DIGITS = 24;
let recordBytes = startWith(RECORD_FRAME, 64 * 1024);

/** What `recordHash` computes, from the bytes as they lie in the line. */
function hashRecord(prevHash: Digest, line: Buffer): Digest {
  const size = Math.max(0, line.length - TEXT_START);
  const length = `${size}:`;
  const start = RECORD_FRAME.length + HASH_DIGITS + length.length;
  if (recordBytes.length < start + size) recordBytes = startWith(RECORD_FRAME, 2 * size + RECORD_FRAME.length + HASH_DIGITS + MOST_LENGTH_DIGITS);
  recordBytes.write(prevHash, RECORD_FRAME.length, "latin1");
  recordBytes.write(length, RECORD_FRAME.length + HASH_DIGITS, "latin1");
  if (size > 0) line.copy(recordBytes, start, TEXT_START);
  return hash("sha256", recordBytes.subarray(0, start + size), "hex");
}

const TRAIL_FRAME = "upgrade-review/trail/1\x0064:";
const TRAIL_BETWEEN = "64:";
const trailBytes = startWith(`${TRAIL_FRAME}${GENESIS}${TRAIL_BETWEEN}`, TRAIL_FRAME.length + TRAIL_BETWEEN.length + 2 * HASH_DIGITS);

/** What `extendTrail` computes for one more hash. */
function hashTrail(trail: Digest, recordHash: Digest): Digest {
  trailBytes.write(trail, TRAIL_FRAME.length, "latin1");
  trailBytes.write(recordHash, TRAIL_FRAME.length + HASH_DIGITS + TRAIL_BETWEEN.length, "latin1");
  return hash("sha256", trailBytes, "hex");
}

function startWith(text: string, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.write(text, "latin1");
  return bytes;
}

/** What must have happened to a record whose hash does not fit. */
function explain(bytes: Buffer, seq: number): string {
  const value = parseJson(bytes.toString("utf8"));
  const came = typeof value === "object" && value !== null && "seq" in value ? Number(value.seq) : seq;
  if (came > seq) return "It is missing; a later one stands in its place.";
  if (came < seq) return "In its place stands a record from before.";
  return "Its hash is not the hash of its bytes behind the record before.";
}
