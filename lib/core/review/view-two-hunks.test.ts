import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeVersions } from "./view-two-hunks";

const merge = (was: readonly string[], now: readonly string[]) => mergeVersions(was, now, (line) => line).map(({ status, line }) => `${status} ${line}`);

describe("two versions of a hunk", () => {
  it("are shown as one, with what is gone before what came", () => {
    expect(merge(["-a", "+b", "+c"], ["-a", "+x", "+c", "+d"])).toEqual(["same -a", "gone +b", "come +x", "same +c", "come +d"]);
  });

  it("are both there in full, in order", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (was, now) => {
        const merged = mergeVersions(was, now, (line) => line);
        expect(merged.filter(({ status }) => status !== "come").map(({ line }) => line)).toEqual(was);
        expect(merged.filter(({ status }) => status !== "gone").map(({ line }) => line)).toEqual(now);
      }),
    );
  });

  it("stand one under the other when they are too long to compare", () => {
    const long = Array.from({ length: 401 }, (_none, at) => `${at}`);

    expect(mergeVersions(long, ["x"], (line) => line)).toHaveLength(402);
  });
});
