import { hash } from "node:crypto";
import { GENESIS } from "@/lib/core/audit/genesis";
import type { Digest } from "@/lib/core/digest";
import { failRecord } from "./problem";
import { parseJson } from "./read-archive";
import { toView } from "./byte-source";
import type { Line } from "./read-lines";

const HASH_DIGITS = 64;
/** Where the text of a record begins in its line, behind its hash and a space. */
export const TEXT_START = HASH_DIGITS + 1;
const SPACE = 0x20;

/** The chain as far as it was read. */
export type ChainPoint = { readonly length: number; readonly head: Digest; readonly trail: Digest };
export const CHAIN_START: ChainPoint = { length: 0, head: GENESIS, trail: GENESIS };

const RECORD_FRAME = "upgrade-review/record/1\x0064:";
const MOST_LENGTH_DIGITS = 24;
const HASH_AT = RECORD_FRAME.length;
const LENGTH_AT = HASH_AT + HASH_DIGITS;
/** What is hashed for a record: the hash before it stands in it already, and its text is copied behind. */
let recordBytes = startWith(RECORD_FRAME, 64 * 1024);
let recordView = toView(recordBytes);
let standing: Digest = "";
/** The first so many of these bytes, for sizes that records often have: making a view takes as long as hashing some. */
let recordStarts: Buffer[] = [];
const MOST_STARTS = 2_048;

const TRAIL_FRAME = "upgrade-review/trail/1\x0064:";
const TRAIL_BETWEEN = "64:";
const TRAILED_AT = TRAIL_FRAME.length + HASH_DIGITS + TRAIL_BETWEEN.length;
const trailBytes = startWith(`${TRAIL_FRAME}${GENESIS}${TRAIL_BETWEEN}`, TRAILED_AT + HASH_DIGITS);
const trailView = toView(trailBytes);

/** Follows the chain over one more line: its hash must be that of its bytes behind the record before. */
export function followLine(point: ChainPoint, line: Line): ChainPoint {
  const { bytes, start, end } = line;
  if (standing !== point.head) recordBytes.write(point.head, HASH_AT, "latin1");
  const computed = hashRecord(line);
  recordBytes.write(computed, HASH_AT, "latin1");
  standing = computed;
  trailBytes.write(point.trail, TRAIL_FRAME.length, "latin1");
  if (bytes[start + HASH_DIGITS] !== SPACE || !trailStated(line)) {
    const seq = point.length + 1;
    const stated = bytes.toString("latin1", start, Math.min(end, start + HASH_DIGITS));
    failRecord(seq, explain(bytes.toString("utf8", Math.min(end, start + TEXT_START), end), seq), computed, stated);
  }
  return { length: point.length + 1, head: computed, trail: hash("sha256", trailBytes, "hex") };
}

/** What `recordHash` computes, from the bytes as they lie in the line. */
function hashRecord({ bytes, start, end }: Line): Digest {
  const size = Math.max(0, end - start - TEXT_START);
  const length = `${size}:`;
  const total = LENGTH_AT + length.length + size;
  if (recordBytes.length < total) growTo(2 * total + MOST_LENGTH_DIGITS);
  for (let index = 0; index < length.length; index += 1) recordBytes[LENGTH_AT + index] = length.charCodeAt(index);
  if (size > 0) bytes.copy(recordBytes, total - size, start + TEXT_START, end);
  return hash("sha256", startOfRecord(total), "hex");
}

/** Puts the hash that a line states behind the trail, and says whether it is the computed one; four digits at a time. */
function trailStated({ view, start }: Line): boolean {
  let isSame = true;
  for (let index = 0; index < HASH_DIGITS; index += 4) {
    const digits = view.getInt32(start + index, true);
    if (digits !== recordView.getInt32(HASH_AT + index, true)) isSame = false;
    trailView.setInt32(TRAILED_AT + index, digits, true);
  }
  return isSame;
}

function startOfRecord(total: number): Buffer {
  const known = recordStarts[total];
  if (known) return known;
  const start = recordBytes.subarray(0, total);
  if (total < MOST_STARTS) recordStarts[total] = start;
  return start;
}

function growTo(size: number): void {
  const grown = Buffer.alloc(size);
  recordBytes.copy(grown, 0, 0, LENGTH_AT);
  recordBytes = grown;
  recordView = toView(grown);
  recordStarts = [];
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
