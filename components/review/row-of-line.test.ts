import { describe, expect, it } from "vitest";
import { buildReviewIndex } from "@/lib/core/review/review-index";
import { anIndexedFile, anIndexedHunk } from "@/lib/testing/an-indexed-file";
import { toRow } from "./row-of-line";

/** Two lines from 10 on became four from 20 on. */
const INDEX = buildReviewIndex([anIndexedFile("lib/a.ex", [anIndexedHunk("one", { oldStart: 10, oldLines: 2, newStart: 20, newLines: 4, linesAfter: 3 })])]);

describe("the row of a line", () => {
  it.each([
    ["old", 10, 3, 3],
    ["old", 11, 4, 6],
    ["new", 20, 5, 3],
    ["new", 23, 8, 6],
    ["new", 17, 0, 0],
    ["new", 24, 9, 7],
    ["new", 12, -5, -5],
    ["old", 14, 11, 9],
  ] as const)("%s %i is %i, and %i beside its partner", (side, line, unified, split) => {
    expect(toRow(INDEX, 0, 3, { side, line }, "unified", [0, 3])).toBe(unified);
    expect(toRow(INDEX, 0, 3, { side, line }, "split", [0, 3])).toBe(split);
  });

  it("is taken to be in order as long as nobody knows what stands beside it", () => {
    expect(toRow(INDEX, 0, 3, { side: "old", line: 11 }, "split", null)).toBe(4);
  });
});
