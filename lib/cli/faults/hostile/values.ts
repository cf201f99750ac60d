import type { Random } from "@/lib/core/diff/create-random";

/** What a program may send where another value belongs. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const DEEP = 4_000;
const LONG = 70_000;

export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error("expected something to pick from");
  return value;
}

const TEXTS: readonly string[] = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "x\udc00y",
  "\u202e\u200b\ufeff",
  "💥".repeat(50),
  "e\u0301".repeat(200),
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "../../etc/passwd",
  "..\\..\\x",
  "%00",
  "%2e%2e%2f",
  "%",
  "%c3%28",
  "/dev/stdin",
  "file:///etc/passwd",
  "-rf",
  "--output=x",
  "'; DROP TABLE audit_record; --",
  "<script>alert(1)</script>",
  "javascript:alert(1)",
  "{{7*7}}$(id)",
  "\r\nSet-Cookie: a=b",
  "NaN",
  "-1",
  "1e999",
  "0x10",
  "9007199254740993",
  "9".repeat(400),
  "true",
  "null",
  "undefined",
  "[object Object]",
  `${"a".repeat(5_000)}!`,
  `${" ".repeat(8_000)}x`,
  "(".repeat(2_000),
  "a.".repeat(3_000),
  "@".repeat(3_000),
  "0".repeat(64),
  "f".repeat(40),
];
const NUMBERS: readonly number[] = [0, -0, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 + 2, 1e21, 1e308, Number.MIN_VALUE];
const KEYS: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "then",
  "toJSON",
  "",
  "\0",
  "\ud800",
  "0",
  "length",
  "isAdmin",
  "k".repeat(3_000),
];

/** A text of random bytes as UTF-8 reads them, or one that has made programs stumble before. */
export function hostileText(random: Random): string {
  if (random(4) > 0) return pick(random, TEXTS);
  return String.fromCharCode(...Array.from({ length: 1 + random(40) }, () => random(0x1_0000)));
}

/** A value of the wrong type, size or depth. */
export function hostileValue(random: Random): JsonValue {
  switch (random(12)) {
    case 0:
      return null;
    case 1:
      return random(2) === 0;
    case 2:
    case 3:
      return pick(random, NUMBERS);
    case 4:
      return [];
    case 5:
      return Object.fromEntries([[pick(random, KEYS), hostileText(random)]]);
    case 6:
      return Array.from({ length: 500 }, () => hostileText(random).slice(0, 20));
    case 7:
      return nest(random(60));
    case 8:
      return "x".repeat(LONG);
    default:
      return hostileText(random);
  }
}

function nest(depth: number): JsonValue {
  let value: JsonValue = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** A copy with one to three of its parts replaced, left out, doubled, renamed or joined by unknown ones. */
export function mutateValue(random: Random, value: JsonValue): JsonValue {
  let mutated = value;
  for (let times = 1 + random(3); times > 0; times -= 1) mutated = mutateOnce(random, mutated);
  return mutated;
}

function mutateOnce(random: Random, value: JsonValue): JsonValue {
  if (value === null || typeof value !== "object" || random(12) === 0) return typeof value === "string" ? mutateText(random, value) : hostileValue(random);
  if (isList(value)) {
    const at = random(value.length + 1);
    if (at === value.length || random(5) === 0) return [...value.slice(0, at), pick(random, [hostileValue(random), ...value]), ...value.slice(at)];
    return random(6) === 0 ? value.filter((_, index) => index !== at) : value.map((entry, index) => (index === at ? mutateOnce(random, entry) : entry));
  }
  const entries = Object.entries(value);
  const at = random(entries.length + 1);
  const [key, inner] = entries[at] ?? [];
  if (key === undefined || inner === undefined) return fromEntries([...entries, [pick(random, KEYS), hostileValue(random)]]);
  if (random(8) === 0) return fromEntries(entries.filter((_, index) => index !== at));
  if (random(10) === 0) return fromEntries(entries.map((entry, index) => (index === at ? [hostileText(random), inner] : entry)));
  return fromEntries(entries.map((entry, index) => (index === at ? [key, mutateOnce(random, inner)] : entry)));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Unlike an assignment, it makes `__proto__` a field of its own. */
function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  return Object.fromEntries(entries);
}

function mutateText(random: Random, text: string): string {
  const at = random(text.length + 1);
  switch (random(5)) {
    case 0:
      return hostileText(random);
    case 1:
      return text.slice(0, at);
    case 2:
      return `${text.slice(0, at)}${hostileText(random)}${text.slice(at)}`;
    case 3:
      return text.repeat(2 + random(30));
    default:
      return text.toUpperCase();
  }
}

/** A body as text: mutated by structure, or broken as text. */
export function hostileJson(random: Random, valid: JsonValue): Buffer {
  const text = JSON.stringify(mutateValue(random, valid));
  const whole = JSON.stringify(valid);
  switch (random(20)) {
    case 0:
      return Buffer.from(whole.slice(0, random(whole.length)));
    case 1:
      return Buffer.from(`${whole.slice(0, -1)},"__proto__":{"roles":["administrator"]}}`);
    case 2:
      return Buffer.from("[".repeat(DEEP) + (random(2) === 0 ? "]".repeat(DEEP) : ""));
    case 3:
      return Buffer.from(`${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`);
    case 4:
      return Buffer.from(pick(random, ["1e400", "-1e400", "NaN", "Infinity", "01", "1.", "-", "9".repeat(5_000)]));
    case 5:
      return Buffer.from(
        pick(random, ["'a'", "{a:1}", '{"a":1,}', "/* */{}", "{}{}", "\ufeff{}", "undefined", "<x/>", "a=b&c=d", '"\\ud800"', '{"\\udfff":1}']),
      );
    case 6:
      return Buffer.concat([Buffer.from(whole.slice(0, 5)), Buffer.of(0xff, 0xfe, 0xc3, 0x28), Buffer.from(whole.slice(5))]);
    case 7:
      return Buffer.from(whole, "utf16le");
    case 8:
      return mutateBytes(random, Buffer.from(whole), []);
    case 9:
      return Buffer.from(`${whole.slice(0, -1)},${whole.slice(1)}`);
    default:
      return Buffer.from(text);
  }
}

/** Bytes cut, flipped, doubled, or joined with a piece of others. */
export function mutateBytes(random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Buffer {
  const mutated = Buffer.from(bytes);
  const at = random(mutated.length + 1);
  const length = random(Math.min(200, mutated.length - at) + 1);
  switch (random(7)) {
    case 0:
      return mutated.subarray(0, at);
    case 1:
    case 2:
      for (let times = 1 + random(8); times > 0 && mutated.length > 0; times -= 1) {
        const place = random(mutated.length);
        mutated[place] = (mutated[place] ?? 0) ^ (1 << random(8));
      }
      return mutated;
    case 3:
      return Buffer.concat([mutated.subarray(0, at), mutated.subarray(at + length)]);
    case 4:
      return Buffer.concat([mutated.subarray(0, at), mutated.subarray(at, at + length), mutated.subarray(at)]);
    case 5: {
      const other = others.length > 0 ? pick(random, others) : mutated;
      const from = random(other.length + 1);
      return Buffer.concat([mutated.subarray(0, at), other.subarray(from), mutated.subarray(Math.min(mutated.length, at + length))]);
    }
    default:
      return Buffer.concat([mutated.subarray(0, at), Buffer.from(Array.from({ length: 1 + random(30) }, () => random(256))), mutated.subarray(at)]);
  }
}
