import { describe, expect, it } from "vitest";
import { buildReviewIndex } from "@/lib/core/review/review-index";
import { sha256Hex } from "@/lib/core/digest";
import { lineAt, moveLine, toOffset } from "./commented-line";

const INDEX = buildReviewIndex([
  {
    path: "a.ex",
    oldPath: "a.ex",
    kind: "modified",
    binary: false,
    additions: 2,
    deletions: 1,
    width: 10,
    hunks: [
      {
        id: sha256Hex("h"),
        category: "router",
        labels: [],
        flags: [],
        supporting: false,
        oldStart: 10,
        oldLines: 1,
        newStart: 20,
        newLines: 2,
        whitespaceOnly: false,
        linesAfter: 3,
      },
    ],
  },
]);

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
  ] as const)("with the number %o is kept as %o, and found again", (line, place) => {
    expect(toOffset(INDEX, 0, line)).toEqual(place);
    expect(lineAt(INDEX, 0, place)).toEqual(line);
  });

  it("is none that has not changed", () => {
    expect([toOffset(INDEX, 0, { side: "new", line: 19 }), toOffset(INDEX, 0, { side: "new", line: 22 }), lineAt(INDEX, 0, null)]).toEqual([null, null, null]);
  });

  it("is chosen line by line, removed ones first, and the whole hunk beyond the last", () => {
    const down = [null, null, null].reduce<ReturnType<typeof moveLine>[]>((lines) => [...lines, moveLine(INDEX, 0, lines.at(-1) ?? null, 1)], []);

    expect(down).toEqual([
      { side: "old", line: 10 },
      { side: "new", line: 20 },
      { side: "new", line: 21 },
    ]);
    expect(moveLine(INDEX, 0, { side: "new", line: 21 }, 1)).toBeNull();
    expect(moveLine(INDEX, 0, null, -1)).toEqual({ side: "new", line: 21 });
  });
});
