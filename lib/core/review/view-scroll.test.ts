import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterScroll, createScrollMap, mustRecentre, toPhysical, toVirtual } from "./view-scroll";

const maps = fc.integer({ min: 1, max: 200_000_000 }).map((virtual) => createScrollMap(virtual));

describe("the scroll bar of a page higher than a browser can make", () => {
  it("stands for every place, in order, and is never higher than the limit", () => {
    fc.assert(
      fc.property(maps, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (map, one, other) => {
        const [low, high] = [Math.min(one, other) * map.virtual, Math.max(one, other) * map.virtual];
        expect(map.physical).toBeLessThanOrEqual(12_000_000);
        expect(toPhysical(map, low)).toBeLessThanOrEqual(toPhysical(map, high) + 1e-6);
        expect(toPhysical(map, high)).toBeLessThanOrEqual(map.physical + 1e-6);
        expect(toVirtual(map, toPhysical(map, low))).toBeCloseTo(low, 3);
      }),
    );
  });

  it("is the page itself where that fits", () => {
    const map = createScrollMap(11_999_999);

    expect([toPhysical(map, 5_000_000), toVirtual(map, 5_000_000)]).toEqual([5_000_000, 5_000_000]);
  });

  it("moves the page as far as a small step, and to its share after a jump", () => {
    const map = createScrollMap(120_000_000);
    const here = { position: toPhysical(map, 60_000_000), place: 60_000_000 };

    expect(afterScroll(map, here, here.position + 500).place).toBe(60_000_500);
    expect(afterScroll(map, here, map.physical / 4).place).toBeCloseTo(toVirtual(map, map.physical / 4), 3);
  });

  it("reaches both ends by small steps", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 12_000_001, max: 100_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, -1),
        (virtual, share, way) => {
          const map = createScrollMap(virtual, 60_000);
          let at = { position: toPhysical(map, share * virtual), place: share * virtual };
          for (let step = 0; step < 40; step += 1) {
            const position = Math.min(map.physical, Math.max(0, at.position + way * 1_500));
            at = afterScroll(map, at, position);
            if (mustRecentre(map, at)) at = { position: toPhysical(map, at.place), place: at.place };
            expect(at.place).toBeGreaterThanOrEqual(0);
            expect(at.place).toBeLessThanOrEqual(virtual);
            // At an end of the bar the page is at its end, never short of it.
            if (at.position <= 0) expect(at.place).toBeCloseTo(0, 3);
            if (at.position >= map.physical) expect(at.place).toBeCloseTo(virtual, 3);
          }
        },
      ),
    );
  });
});
