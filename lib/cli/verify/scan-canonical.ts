import { isUtf8 } from "node:buffer";
import { canonicalJson } from "@/lib/core/canonical-json";

const MAX_DEPTH = 16;
/** Longer ones may not be safe integers. */
const MAX_DIGITS = 15;

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;
const FIRST_NON_ASCII = 0x80;
/** What follows a backslash where there is one way to write it. */
const SHORT_ESCAPES = Buffer.from('"\\bfnrt');
const LITERALS = ["true", "false", "null"].map((word) => Buffer.from(word));

/** Whether bytes, from an offset on, are the one text of what they say. */
export function isCanonicalText(line: Buffer, from = 0): boolean {
  if (isPlainlyCanonical(line, from)) return true;
  if (!isUtf8(line)) return false;
  const text = line.toString("utf8", from);
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

// One scan at a time: what it reads, how far it is, and whether it met anything beyond ASCII or an escape.
let bytes: Buffer = Buffer.alloc(0);
let at = 0;
let hasMore = false;

/**
 * Whether bytes are canonical at a glance, without parsing and writing them again. False also for canonical ones
 * with what is rare: escapes by number, keys with escapes or beyond ASCII, integers of 16 digits.
 */
export function isPlainlyCanonical(text: Buffer, from = 0): boolean {
  bytes = text;
  at = from;
  hasMore = false;
  return scanValue(0) && at === text.length && (!hasMore || isUtf8(text));
}

function scanValue(depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  switch (bytes[at]) {
    case QUOTE:
      return scanString();
    case OPEN_OBJECT:
      return scanObject(depth + 1);
    case OPEN_ARRAY:
      return scanArray(depth + 1);
    default:
      return scanInteger() || LITERALS.some(scanLiteral);
  }
}

function scanObject(depth: number): boolean {
  at += 1;
  if (bytes[at] === CLOSE_OBJECT) return skip();
  for (let before = 0, beforeEnd = 0; ; ) {
    const key = at;
    const knew = hasMore;
    hasMore = false;
    if (bytes[at] !== QUOTE || !scanString() || hasMore) return false;
    hasMore = knew;
    if (beforeEnd > 0 && !isBelow(before, beforeEnd, key, at)) return false;
    before = key;
    beforeEnd = at;
    if (bytes[at] !== COLON) return false;
    at += 1;
    if (!scanValue(depth)) return false;
    if (bytes[at] === CLOSE_OBJECT) return skip();
    if (bytes[at] !== COMMA) return false;
    at += 1;
  }
}

function scanArray(depth: number): boolean {
  at += 1;
  if (bytes[at] === CLOSE_ARRAY) return skip();
  for (;;) {
    if (!scanValue(depth)) return false;
    if (bytes[at] === CLOSE_ARRAY) return skip();
    if (bytes[at] !== COMMA) return false;
    at += 1;
  }
}

function scanString(): boolean {
  const text = bytes;
  for (let next = at + 1; next < text.length; next += 1) {
    const byte = text[next] ?? 0;
    if (byte === QUOTE) {
      at = next + 1;
      return true;
    }
    if (byte < SPACE) return false;
    if (byte === BACKSLASH) {
      next += 1;
      if (!SHORT_ESCAPES.includes(text[next] ?? 0)) return false;
      hasMore = true;
    }
    if (byte >= FIRST_NON_ASCII) hasMore = true;
  }
  return false;
}

function scanInteger(): boolean {
  const first = bytes[at] === MINUS ? at + 1 : at;
  let end = first;
  while (isDigit(bytes[end])) end += 1;
  const digits = end - first;
  if (digits === 0 || digits > MAX_DIGITS) return false;
  if (bytes[first] === ZERO && (digits > 1 || first > at)) return false;
  at = end;
  return true;
}

function scanLiteral(word: Buffer): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  at += word.length;
  return true;
}

function skip(): boolean {
  at += 1;
  return true;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** Whether one key stands before another; each from its quote to behind the other, and of ASCII alone. */
function isBelow(one: number, oneEnd: number, other: number, otherEnd: number): boolean {
  const shared = Math.min(oneEnd - one, otherEnd - other) - 1;
  for (let index = 1; index < shared; index += 1) {
    const difference = (bytes[one + index] ?? 0) - (bytes[other + index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return oneEnd - one < otherEnd - other;
}
