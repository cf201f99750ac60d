import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPathBytes, toPathText } from "./path-text";

describe("a path text", () => {
  it.each([
    ["UTF-8 as it is", [0x6c, 0xc3, 0xbc, 0x20], "lü "],
    ["a backslash doubled", [0x61, 0x5c, 0x62], "a\\\\b"],
    ["a byte that is no UTF-8 in hexadecimal", [0x61, 0xff, 0xc3], "a\\xff\\xc3"],
    ["a byte order mark kept", [0xef, 0xbb, 0xbf, 0x61], "\ufeffa"],
  ])("holds %s", (_, bytes, text) => {
    expect(toPathText(Uint8Array.from(bytes))).toBe(text);
  });

  it("leads back to exactly its bytes", () => {
    const byte = fc.oneof(fc.constantFrom(0x5c, 0x78, 0x66, 0xc3, 0xbc, 0xe2, 0x80, 0xff, 0xed, 0xa0), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (bytes) => {
        expect([...toPathBytes(toPathText(Uint8Array.from(bytes)))]).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses an escape it never writes", () => {
    expect(() => toPathBytes("a\\q")).toThrow(/expected/);
  });
});
