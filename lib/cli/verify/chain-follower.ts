import { hash } from "node:crypto";
import { GENESIS } from "@/lib/core/audit/genesis";
import type { Digest } from "@/lib/core/digest";
import { failRecord } from "./problem";
import { parseJson } from "./read-archive";
import type { Line } from "./read-lines";

const HASH_DIGITS = 64;
/** Where the text of a record begins in its line, behind its hash and a space. */
export const TEXT_START = HASH_DIGITS + 1;
const SPACE = 0x20;

/** The chain as far as it was read. */
export type ChainPoint = { readonly length: number; readonly head: Digest; readonly trail: Digest };
export const CHAIN_START: ChainPoint = { length: 0, head: GENESIS, trail: GENESIS };

/** Follows the chain over one more line: its hash must be that of its bytes behind the record before. */
export function followLine(point: ChainPoint, line: Line): ChainPoint {
  const { bytes, start, end } = line;
  const computed = hashRecord(point.head, line);
  const stated = bytes.toString("latin1", start, Math.min(end, start + HASH_DIGITS));
  if (bytes[start + HASH_DIGITS] !== SPACE || computed !== stated) {
    const seq = point.length + 1;
    failRecord(seq, explain(bytes.toString("utf8", Math.min(end, start + TEXT_START), end), seq), computed, stated);
  }
  return { length: point.length + 1, head: computed, trail: hashTrail(point.trail, computed) };
}

const RECORD_FRAME = "upgrade-review/record/1\x0064:";
const MOST_LENGTH_DIGITS = 24;
const HASH_AT = RECORD_FRAME.length;
const LENGTH_AT = HASH_AT + HASH_DIGITS;
let recordBytes = startWith(RECORD_FRAME, 64 * 1024);
/** The first so many bytes of them, for sizes that records often have: making a view takes as long as hashing some. */
let recordViews: Buffer[] = [];
const MOST_VIEWED = 2_048;

/** What `recordHash` computes, from the bytes as they lie in the line. */
function hashRecord(prevHash: Digest, { bytes, start, end }: Line): Digest {
  const size = Math.max(0, end - start - TEXT_START);
  const length = `${size}:`;
  const total = LENGTH_AT + length.length + size;
  if (recordBytes.length < total) {
    recordBytes = startWith(RECORD_FRAME, 2 * total + MOST_LENGTH_DIGITS);
    recordViews = [];
  }
  recordBytes.write(prevHash, HASH_AT, "latin1");
  for (let index = 0; index < length.length; index += 1) recordBytes[LENGTH_AT + index] = length.charCodeAt(index);
  if (size > 0) bytes.copy(recordBytes, total - size, start + TEXT_START, end);
  return hash("sha256", viewRecordBytes(total), "hex");
}

function viewRecordBytes(total: number): Buffer {
  const known = recordViews[total];
  if (known) return known;
  const view = recordBytes.subarray(0, total);
  if (total < MOST_VIEWED) recordViews[total] = view;
  return view;
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
function explain(text: string, seq: number): string {
  const value = parseJson(text);
  const came = typeof value === "object" && value !== null && "seq" in value ? Number(value.seq) : seq;
  if (came > seq) return "It is missing; a later one stands in its place.";
  if (came < seq) return "In its place stands a record from before.";
  return "Its hash is not the hash of its bytes behind the record before.";
}
