import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, isWellFormed } from "@/lib/core/canonical-json";
import { readCanonical, readPlainCanonical } from "./read-canonical";

const RUNS = Number(process.env.TRIALS ?? 300);

/** The rule itself: written again, it is the same. */
function isWrittenAlike(bytes: Buffer): boolean {
  const text = bytes.toString("utf8");
  if (!Buffer.from(text).equals(bytes)) return false;
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** Whether it is read exactly when it is canonical, and as what it says. */
function isReadRightly(bytes: Buffer): boolean {
  const value = readCanonical(bytes);
  return isWrittenAlike(bytes) ? JSON.stringify(value) === JSON.stringify(JSON.parse(bytes.toString("utf8"))) : value === undefined;
}

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({ unit: "binary", maxLength: 4 }).filter(isWellFormed),
    fc.maxSafeInteger(),
    fc.integer({ min: -20, max: 20 }),
    fc.constantFrom(true, false, null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie("value"), { maxKeys: 4 }),
  ),
}));
const canonical = value.filter((one) => !Object.is(one, -0)).map((one) => Buffer.from(canonicalJson(JSON.parse(JSON.stringify(one)))));
const pieces = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  "\\",
  " ",
  "0",
  "-",
  "1",
  ".",
  "e",
  "a",
  "\\u0041",
  "\\n",
  "true",
  "ü",
  '"a":1',
  '"a":1,',
  "9007199254740993",
];

describe("a text is read exactly when it is the one that is written for what it says", () => {
  it("for what is", () => {
    fc.assert(
      fc.property(canonical, (bytes) => isWrittenAlike(bytes) && isReadRightly(bytes)),
      { numRuns: RUNS },
    );
  });

  it("for what was changed a little", () => {
    fc.assert(
      fc.property(canonical, fc.nat(), fc.constantFrom(...pieces), fc.nat(2), (bytes, where, piece, cut) => {
        const at = where % (bytes.length + 1);
        const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from(piece), bytes.subarray(at + cut)]);
        return isReadRightly(changed);
      }),
      { numRuns: 4 * RUNS },
    );
  });

  it("for any row of what JSON is made of", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (row) => {
        return isReadRightly(Buffer.from(row.join("")));
      }),
      { numRuns: 4 * RUNS },
    );
  });

  it.each<[string, Buffer, boolean]>([
    ["keys out of order", Buffer.from('{"b":1,"a":2}'), false],
    ["a key twice", Buffer.from('{"a":1,"a":1}'), false],
    ["a key that begins another", Buffer.from('{"a":1,"ab":1}'), true],
    ["keys in the order of bytes but not of UTF-16", Buffer.from('{"\uFB01":1,"\u{1F600}":1}'), false],
    ["keys in the order of UTF-16", Buffer.from('{"\u{1F600}":1,"\uFB01":1}'), true],
    ["zero with a sign", Buffer.from("-0"), false],
    ["the largest safe integer", Buffer.from("9007199254740991"), true],
    ["the one after it", Buffer.from("9007199254740992"), false],
    ["16 levels", Buffer.from(`${"[".repeat(16)}${"]".repeat(16)}`), true],
    ["18 levels", Buffer.from(`${"[".repeat(18)}${"]".repeat(18)}`), false],
    ["so many levels that nobody can write them", Buffer.from("[".repeat(500_000)), false],
    ["half of a pair", Buffer.from('"\\ud800"'), false],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), false],
    ["half a character encoded", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), false],
    ["nothing", Buffer.alloc(0), false],
    ["a slash that need not be escaped", Buffer.from('"\\/"'), false],
  ])("%s", (_, bytes, expected) => {
    expect(readCanonical(bytes) !== undefined).toBe(expected);
    expect(isReadRightly(bytes)).toBe(true);
  });

  it("for texts that follow one another and are much alike", () => {
    const words = ["a", "b", "ab", "abc", "a b", "abcdefgh", "abcdefgi", "12", "ü", '"', ""];
    const one = fc.oneof(
      fc.constantFrom(...words),
      fc.integer({ min: -12, max: 12 }),
      fc.constantFrom(true, null),
      fc.array(fc.constantFrom(...words), { maxLength: 2 }),
    );
    const row = fc.dictionary(fc.constantFrom("a", "ab", "b", "c"), fc.oneof(one, fc.dictionary(fc.constantFrom("a", "ab"), one, { maxKeys: 2 })), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.nat(), (rows, cut) => {
        const texts = rows.map((each) => Buffer.from(canonicalJson(each)));
        return texts.every(isReadRightly) && texts.every((bytes) => isReadRightly(bytes.subarray(0, cut % bytes.length)));
      }),
      { numRuns: RUNS },
    );
  });

  it("for more keys than are remembered", () => {
    const wide = Array.from({ length: 40 }, (_, index) => Buffer.from(`{"k${index}":{"a":"x"}}`));
    const many = Array.from({ length: 5_000 }, (_, index) => `"k${String(index).padStart(4, "0")}":"x"`);

    for (const bytes of [...wide, Buffer.from(`{${many.join(",")}}`), ...wide, ...wide]) expect(isReadRightly(bytes)).toBe(true);
  });

  it("among other bytes", () => {
    const bytes = Buffer.from('{"a":"b"}{"a":"b"}{"a":"bc"}');

    expect(readCanonical(bytes, 0, 9)).toEqual({ a: "b" });
    expect(readCanonical(bytes, 9, 18)).toEqual({ a: "b" });
    expect(readCanonical(bytes, 9, 17)).toBeUndefined();
    expect(readCanonical(bytes, 18)).toEqual({ a: "bc" });
    expect(readCanonical(bytes, 18, 27)).toBeUndefined();
  });

  it("shows at a glance for records as they are", () => {
    const record = {
      actor: { kind: "system" },
      at: 1_773_316_800_000,
      event: { note: 'größer ✓ 𝔘, “quoted” and "quoted"\n\\', type: "x", list: [1, -2, null, true] },
      seq: 7,
    };

    const bytes = Buffer.from(canonicalJson(record));

    expect(readPlainCanonical(bytes, 0, bytes.length)).toEqual(record);
  });
});
