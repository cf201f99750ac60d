import { describe, expect, it } from "vitest";
import { NODE_SHA256 } from "@/lib/server/node-sha256";
import { digestOf } from "@/lib/core/digest";
import { createRandom } from "./create-random";
import { PORTABLE_SHA256 } from "./sha256";
import { createTwinDigests, joinParts } from "./twin-digest";

const SIZES = [0, 1, 9, 10, 95, 96, 97, 999, 65_523, 65_524, 65_525, 65_536, 200_000];

describe.each([
  { name: "the portable SHA-256", sha256: PORTABLE_SHA256 },
  { name: "Node's SHA-256", sha256: NODE_SHA256 },
])("twin digests with $name", ({ sha256 }) => {
  it("are what each list of parts has by itself", () => {
    const random = createRandom(1);
    const twins = createTwinDigests(sha256);
    for (let trial = 0; trial < 40; trial += 1) {
      const parts = Array.from({ length: random(12) }, () => ({ bytes: somePart(random), other: random(3) === 0 ? somePart(random) : null }));
      twins.start("one", "two");
      const joined = random(parts.length + 1);
      const firstParts = joinParts(parts.slice(0, joined).map(({ bytes }) => bytes));
      const isSame = parts.slice(0, joined).every(({ other }) => other === null);
      twins.joined(firstParts, isSame ? firstParts : joinParts(parts.slice(0, joined).map(({ bytes, other }) => other ?? bytes)));
      for (const { bytes, other } of parts.slice(joined)) {
        if (other === null) twins.both(amid(bytes), 1, bytes.length + 1);
        else twins.each(bytes, other);
      }

      expect(twins.end()).toEqual([
        digestOf(
          "one",
          parts.map(({ bytes }) => bytes),
        ),
        digestOf(
          "two",
          parts.map(({ bytes, other }) => other ?? bytes),
        ),
      ]);
    }
  });

  it("are the same for lines in one piece", () => {
    const random = createRandom(2);
    const twins = createTwinDigests(sha256);
    for (let trial = 0; trial < 30; trial += 1) {
      const parts = Array.from({ length: random(12) }, () => somePart(random)).filter(({ length }) => length > 0);
      const kinds = Uint8Array.from(parts, () => random(2));
      const ends = Uint32Array.from(parts, (_, at) => parts.slice(0, at + 1).reduce((sum, { length }) => sum + length, 0) - 1);
      const starts = Uint32Array.from(parts, ({ length }, at) => (ends[at] ?? 0) + 1 - length);
      const isAlike = random(2) === 0;
      const before = utf8.encode("before");
      twins.start("one", "two");
      if (isAlike) twins.both(before);
      else twins.each(before, utf8.encode("other"));
      twins.lines({ bytes: Buffer.concat(parts), kinds, starts, ends, from: 0, to: parts.length }, 1);
      const lines = parts.filter((_, at) => kinds[at] === 1);

      expect(twins.end()).toEqual([digestOf("one", [before, ...lines]), digestOf("two", [isAlike ? before : utf8.encode("other"), ...lines])]);
    }
  });
});

const utf8 = new TextEncoder();

function somePart(random: (below: number) => number): Uint8Array {
  return new Uint8Array(SIZES[random(SIZES.length)] ?? 0).fill(random(256));
}

function amid(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 2).fill(7);
  longer.set(bytes, 1);
  return longer;
}
