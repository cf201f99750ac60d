import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyTable } from "./key-table";

describe("a table of hunks by key", () => {
  it("finds what a map would find, whatever the keys share", () => {
    // Keys that differ above their lowest 32 bits alone meet in one place.
    const key = fc.tuple(fc.nat(20), fc.nat(3)).map(([high, low]) => high * 2 ** 32 + low);
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.array(key, { maxLength: 20 }), (keys, asked) => {
        const map = new Map(keys.map((each, hunk) => [each, hunk]));
        const find = createKeyTable(Float64Array.from(keys));

        for (const each of [...keys, ...asked]) expect(find(each)).toBe(map.get(each) ?? -1);
      }),
    );
  });
});
