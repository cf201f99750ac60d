import { describe, expect, it } from "vitest";
import { buildReviewIndex } from "@/lib/core/review/review-index";
import { anIndexedFile, anIndexedHunk } from "@/lib/testing/an-indexed-file";
import { lineAt, moveLine, toOffset } from "./commented-line";

const INDEX = buildReviewIndex([anIndexedFile("a.ex", [anIndexedHunk("h", { oldStart: 10, oldLines: 1, newStart: 20, newLines: 2 })])]);
const AROUND = { before: 1, after: 2 };

describe("a commented line", () => {
  it.each([
    [
      { side: "old", line: 10 },
      { side: "old", offset: 0 },
    ],
    [
      { side: "new", line: 21 },
      { side: "new", offset: 1 },
    ],
    [
      { side: "new", line: 17 },
      { side: "unchanged", offset: -3 },
    ],
    [
      { side: "new", line: 23 },
      { side: "unchanged", offset: 1 },
    ],
  ] as const)("with the number %o is kept as %o, and found again", (line, place) => {
    expect(toOffset(INDEX, 0, line)).toEqual(place);
    expect(lineAt(INDEX, 0, place)).toEqual(line);
  });

  it("that is unchanged is the same one by its number on either side", () => {
    expect([toOffset(INDEX, 0, { side: "old", line: 7 }), toOffset(INDEX, 0, { side: "old", line: 12 })]).toEqual([
      { side: "unchanged", offset: -3 },
      { side: "unchanged", offset: 1 },
    ]);
    expect(lineAt(INDEX, 0, null)).toBeNull();
  });

  it("is chosen line by line: the changed ones, then what is shown around them, and the whole hunk beyond that", () => {
    const walk = (step: 1 | -1, count: number) =>
      Array.from({ length: count }).reduce<ReturnType<typeof moveLine>[]>((lines) => [...lines, moveLine(INDEX, 0, lines.at(-1) ?? null, step, AROUND)], []);

    expect(walk(1, 6)).toEqual([
      { side: "old", line: 10 },
      { side: "new", line: 20 },
      { side: "new", line: 21 },
      { side: "new", line: 22 },
      { side: "new", line: 23 },
      null,
    ]);
    expect(walk(-1, 5)).toEqual([{ side: "new", line: 21 }, { side: "new", line: 20 }, { side: "old", line: 10 }, { side: "new", line: 19 }, null]);
  });
});
