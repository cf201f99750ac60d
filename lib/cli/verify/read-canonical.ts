import { isUtf8 } from "node:buffer";
import { canonicalJson } from "@/lib/core/canonical-json";
import { toView } from "./byte-source";

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
const LITERALS = [true, false, null].map((value) => ({ value, written: toView(Buffer.from(String(value))) }));

/**
 * What bytes say when they are the one text of it; undefined when they are not. Values that stand in the same place
 * of one text after another and are written alike may be one object: they are read, not changed.
 */
export function readCanonical(text: Buffer, from = 0, to = text.length): unknown {
  return readPlainCanonical(text, from, to) ?? readAnyCanonical(text.subarray(from, to));
}

/** By the rule itself: written again, it is the same. */
function readAnyCanonical(text: Buffer): unknown {
  if (!isUtf8(text)) return undefined;
  const decoded = text.toString("utf8");
  try {
    const value: unknown = JSON.parse(decoded);
    return canonicalJson(value) === decoded ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What may stand in one place of a text: what stood there last, and which keys or items follow inside of it. */
type Place = {
  kept: DataView;
  length: number;
  value: unknown;
  /** Whether comparing with what stood there last is worth its time. */
  worth: number;
  readonly keys: Key[];
  item: Place | undefined;
};
/** A key as it is written, with its colon, and those that were met behind it in the same object. */
type Key = { readonly name: string; readonly written: DataView; readonly length: number; readonly place: Place; readonly next: Key[] };

const NOTHING = new DataView(new ArrayBuffer(0));
const MOST_KEPT = 256;
const LEAST_WORTH = -8;
const MOST_WORTH = 8;
/** So many keys may follow one key, and so many be known in all; a text that means no harm has far fewer. */
const MOST_NEXT = 16;
const MOST_KEYS = 4_096;

let root = newPlace();
let known = 0;

// One text at a time: what is read, where it ends, how far it is, and whether it met anything beyond ASCII or an escape.
let bytes: Buffer = Buffer.alloc(0);
let view: DataView = NOTHING;
let end = 0;
let at = 0;
let hasMore = false;

/**
 * Reads what is canonical at a glance, without writing it again. Undefined also for canonical texts with what is
 * rare: escapes by number, keys with escapes or beyond ASCII, integers of 16 digits.
 */
export function readPlainCanonical(text: Buffer, from: number, to: number): unknown {
  if (known > MOST_KEYS) {
    root = newPlace();
    known = 0;
  }
  if (bytes !== text) {
    bytes = text;
    view = toView(text);
  }
  at = from;
  end = to;
  hasMore = false;
  const value = readValue(root, 0);
  return at === to && (!hasMore || isUtf8(text.subarray(from, to))) ? value : undefined;
}

/** The value that begins here; undefined when none does. */
function readValue(place: Place, depth: number): unknown {
  const first = at < end ? bytes[at] : undefined;
  if (first === QUOTE) return readString(place);
  if (first === OPEN_OBJECT) return readObject(place, depth + 1);
  if (first === OPEN_ARRAY) return readArray(place, depth + 1);
  if (first === MINUS || isDigit(first)) return readInteger();
  for (const literal of LITERALS) {
    if (!startsWith(literal.written, literal.written.byteLength)) continue;
    at += literal.written.byteLength;
    return literal.value;
  }
  return undefined;
}

function readString(place: Place): unknown {
  if (isAsBefore(place)) return place.value;
  const start = at;
  let isPlain = true;
  for (let next = start + 1; next < end; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte === QUOTE) {
      at = next + 1;
      const value: unknown = isPlain ? bytes.toString("latin1", start + 1, next) : JSON.parse(bytes.toString("utf8", start, at));
      if (isPlain) keep(place, start, value);
      return value;
    }
    if (byte < SPACE) return undefined;
    if (byte === BACKSLASH) {
      next += 1;
      if (!SHORT_ESCAPES.includes(bytes[next] ?? 0)) return undefined;
      isPlain = false;
    }
    if (byte >= FIRST_NON_ASCII) {
      isPlain = false;
      hasMore = true;
    }
  }
  return undefined;
}

function readObject(place: Place, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (isAsBefore(place)) return place.value;
  const start = at;
  const object: Record<string, unknown> = {};
  at += 1;
  if (bytes[at] === CLOSE_OBJECT) return skip(object);
  const knewMore = hasMore;
  hasMore = false;
  for (let before: Key | undefined; ; ) {
    const key: Key | undefined = readKey(before?.next ?? place.keys, before);
    if (!key) return undefined;
    const value = readValue(key.place, depth);
    if (value === undefined) return undefined;
    object[key.name] = value;
    const follows = bytes[at];
    at += 1;
    if (follows === CLOSE_OBJECT) break;
    if (follows !== COMMA) return undefined;
    before = key;
  }
  if (!hasMore) keep(place, start, object);
  hasMore ||= knewMore;
  return object;
}

/** The key that begins here, which must stand behind the one before it. */
function readKey(candidates: Key[], before: Key | undefined): Key | undefined {
  for (let index = 0; index < candidates.length; index += 1) {
    const key = candidates[index];
    if (!key || !startsWith(key.written, key.length)) continue;
    at += key.length;
    return key;
  }
  const key = readNewKey();
  if (!key || (before && before.name >= key.name)) return undefined;
  if (candidates.length === MOST_NEXT) candidates.pop();
  candidates.unshift(key);
  known += 1;
  return key;
}

function readNewKey(): Key | undefined {
  const start = at;
  if (bytes[start] !== QUOTE) return undefined;
  for (at += 1; at < end && bytes[at] !== QUOTE; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < SPACE || byte === BACKSLASH || byte >= FIRST_NON_ASCII) return undefined;
  }
  const name = bytes.toString("latin1", start + 1, at);
  if (name === "__proto__" || bytes[at + 1] !== COLON) return undefined;
  at += 2;
  return { name, written: toView(Uint8Array.from(bytes.subarray(start, at))), length: at - start, place: newPlace(), next: [] };
}

function readArray(place: Place, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  const array: unknown[] = [];
  at += 1;
  if (bytes[at] === CLOSE_ARRAY) return skip(array);
  place.item ??= newPlace();
  for (;;) {
    const value = readValue(place.item, depth);
    if (value === undefined) return undefined;
    array.push(value);
    const follows = bytes[at];
    at += 1;
    if (follows === CLOSE_ARRAY) return array;
    if (follows !== COMMA) return undefined;
  }
}

function readInteger(): unknown {
  const isNegative = bytes[at] === MINUS;
  const first = isNegative ? at + 1 : at;
  let next = first;
  let value = 0;
  for (; next < end && isDigit(bytes[next]); next += 1) value = 10 * value + (bytes[next] ?? 0) - ZERO;
  const digits = next - first;
  if (digits === 0 || digits > MAX_DIGITS) return undefined;
  if (bytes[first] === ZERO && (digits > 1 || isNegative)) return undefined;
  at = next;
  return isNegative ? -value : value;
}

function isAsBefore(place: Place): boolean {
  if (place.length === 0) return false;
  if (!startsWith(place.kept, place.length)) {
    place.worth -= 1;
    return false;
  }
  if (place.worth < MOST_WORTH) place.worth += 1;
  at += place.length;
  return true;
}

/** Keeps what stood in a place and ends in itself, from its quote or bracket to here. */
function keep(place: Place, start: number, value: unknown): void {
  const length = at - start;
  if (place.worth <= LEAST_WORTH || length > MOST_KEPT) {
    place.length = 0;
    return;
  }
  if (place.kept.byteLength < length) place.kept = new DataView(new ArrayBuffer(Math.min(MOST_KEPT, 2 * length)));
  for (let index = 0; index < length; index += 1) place.kept.setUint8(index, bytes[start + index] ?? 0);
  place.length = length;
  place.value = value;
}

/** Four bytes at a time. */
function startsWith(wanted: DataView, length: number): boolean {
  if (end - at < length) return false;
  const last = length - 4;
  if (last < 0) {
    for (let index = 0; index < length; index += 1) if (bytes[at + index] !== wanted.getUint8(index)) return false;
    return true;
  }
  for (let index = 0; index < last; index += 4) if (view.getInt32(at + index, true) !== wanted.getInt32(index, true)) return false;
  return view.getInt32(at + last, true) === wanted.getInt32(last, true);
}

function skip<Value>(value: Value): Value {
  at += 1;
  return value;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function newPlace(): Place {
  return { kept: NOTHING, length: 0, value: undefined, worth: 0, keys: [], item: undefined };
}
