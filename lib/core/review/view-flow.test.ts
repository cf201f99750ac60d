import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { buildReviewIndex, type IndexedFile } from "./review-index";
import { type Flow, type FlowState, layOut, listMostlyShown, rangeBetween, shapeHunks, spansBetween } from "./view-flow";
import { hunksAt, listBucket, placeHunks } from "./view-list";

const METRICS = { fileHead: 38, fileGap: 14, part: 40, hunkHead: 34, row: 20, gap: 24, words: 44, picture: 280 };
const PLAIN: FlowState = { foldedFiles: new Set(), isClosed: () => false, extras: new Map(), expanded: new Map(), isPicture: () => false };

/** Hunks of a file as distances: unchanged lines before, lines removed, lines added. */
const hunks = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 300 }), fc.boolean()), {
  minLength: 1,
  maxLength: 6,
});
const files = fc.array(hunks, { minLength: 1, maxLength: 12 }).map((all) => buildReviewIndex(all.map((its, at) => aFile(`lib/${at}.ex`, its))));

function aFile(path: string, its: readonly (readonly [number, number, number, boolean])[]): IndexedFile {
  let [oldLine, newLine] = [1, 1];
  return {
    path,
    oldPath: path,
    kind: "modified",
    binary: false,
    additions: 0,
    deletions: 0,
    width: 80,
    hunks: its.map(([gap, removed, added, supporting], at) => {
      const newLines = removed + added === 0 ? 1 : added;
      const [oldFirst, newFirst] = [oldLine + gap, newLine + gap];
      [oldLine, newLine] = [oldFirst + removed, newFirst + newLines];
      return {
        id: sha256Hex(`${path} ${at}`),
        category: "schema",
        labels: [],
        flags: [],
        supporting,
        oldStart: removed === 0 ? oldFirst - 1 : oldFirst,
        oldLines: removed,
        newStart: newLines === 0 ? newFirst - 1 : newFirst,
        newLines,
        whitespaceOnly: false,
        linesAfter: 3,
      };
    }),
  };
}

function flowOf(index: ReturnType<typeof buildReviewIndex>, state: FlowState = PLAIN): Flow {
  const list = listBucket(index, placeHunks(index, []), "schema");
  return layOut(list, shapeHunks(index, list, "unified"), state, METRICS);
}

describe("the list of a bucket laid out", () => {
  it("has every hunk right below the one before it, and every file below its hunks", () => {
    fc.assert(
      fc.property(files, (index) => {
        const flow = flowOf(index);
        flow.list.files.forEach((_file, at) => {
          let top = (flow.fileTops[at] ?? 0) + METRICS.fileHead;
          for (let hunk = flow.list.firstOf[at] ?? 0; hunk < (flow.list.firstOf[at + 1] ?? 0); hunk += 1) {
            expect(flow.hunkTops[hunk]).toBe(top);
            top += flow.hunkHeights[hunk] ?? 0;
          }
          expect((flow.fileTops[at] ?? 0) + (flow.fileHeights[at] ?? 0)).toBe(top);
          const part = at + 1 === flow.list.supportingFrom ? METRICS.part : 0;
          if (at + 1 < flow.list.files.length) expect(flow.fileTops[at + 1]).toBe(top + METRICS.fileGap + part);
        });
      }),
    );
  });

  it("finds exactly what lies between two heights, as looking at all of it does", () => {
    fc.assert(
      fc.property(files, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 3_000 }), (index, share, span) => {
        const flow = flowOf(index);
        const from = share * flow.height;
        const range = rangeBetween(flow, from, from + span);
        const seen = [...flow.list.hunks.keys()].filter(
          (at) => (flow.hunkTops[at] ?? 0) < from + span && (flow.hunkTops[at] ?? 0) + (flow.hunkHeights[at] ?? 0) > from,
        );
        for (const at of seen) {
          expect(at).toBeGreaterThanOrEqual(range.fromHunk);
          expect(at).toBeLessThan(range.toHunk);
        }
        expect(range.toHunk - range.fromHunk).toBeLessThanOrEqual(seen.length + 1);
      }),
    );
  });

  it("moves what is below by what was measured, and nothing else", () => {
    fc.assert(
      fc.property(files, fc.nat(), fc.integer({ min: 1, max: 400 }), (index, pick, pixels) => {
        const before = flowOf(index);
        const at = pick % before.list.hunks.length;
        const after = flowOf(index, { ...PLAIN, extras: new Map([[before.list.hunks[at] ?? 0, pixels]]) });
        before.hunkTops.forEach((top, position) => {
          expect(after.hunkTops[position]).toBe(position <= at ? top : top + pixels);
        });
        expect(after.height).toBe(before.height + pixels);
      }),
    );
  });

  it("keeps no place for the hunks of a folded file", () => {
    const index = buildReviewIndex([aFile("a.ex", [[4, 1, 1, false]]), aFile("b.ex", [[4, 1, 1, false]])]);

    const flow = flowOf(index, { ...PLAIN, foldedFiles: new Set([0]) });

    expect([...flow.fileTops]).toEqual([0, 52, 52 + 38 + 34 + 24 + 8 * 20 + 24 + 14]);
  });

  it("takes a hunk for read when most of it, or half a screen of it, is in view", () => {
    const index = buildReviewIndex([aFile("a.ex", [[4, 0, 3, false]]), aFile("b.ex", [[4, 0, 300, false]])]);
    const flow = flowOf(index);

    expect(listMostlyShown(flow, 0, 300)).toEqual([0]);
    expect(listMostlyShown(flow, 2_000, 2_800)).toEqual([1]);
  });
});

describe("spans of rows", () => {
  it("cover what is asked for without a gap, cut at the same places wherever one looks from", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: -500, max: 100_000 }), fc.integer({ min: 1, max: 4_000 }), (rows, from, span) => {
        const spans = spansBetween(rows, 50, 20, from, from + span);
        for (const [at, { from: first, to }] of spans.entries()) {
          expect(first % 50).toBe(0);
          expect(to).toBe(Math.min(rows, first + 50));
          if (at > 0) expect(first).toBe(spans[at - 1]?.to);
        }
        const [low, high] = [Math.max(0, from), Math.min(rows * 20, from + span)];
        if (low < high) expect([(spans[0]?.from ?? 0) * 20 <= low, (spans.at(-1)?.to ?? 0) * 20 >= high]).toEqual([true, true]);
      }),
    );
  });
});

describe("the order of a bucket", () => {
  it("is git's, files of nothing but supporting hunks after the code", () => {
    const index = buildReviewIndex([
      aFile("a.css", [[4, 0, 1, true]]),
      aFile("b.ex", [
        [4, 0, 1, true],
        [9, 0, 1, false],
      ]),
      aFile("c.ex", [[4, 0, 1, false]]),
    ]);

    const list = listBucket(index, placeHunks(index, []), "schema");

    expect([...list.files].map((file) => index.files.paths[file])).toEqual(["b.ex", "c.ex", "a.css"]);
    expect(list.supportingFrom).toBe(2);
    expect([...hunksAt(list, 0)]).toEqual([1, 2]);
  });

  it("has a hunk where a person put it", () => {
    const index = buildReviewIndex([
      aFile("b.ex", [
        [4, 0, 1, false],
        [9, 0, 1, false],
      ]),
    ]);
    const placements = placeHunks(index, [{ hunkId: sha256Hex("b.ex 1"), to: "router" }]);

    expect([...listBucket(index, placements, "schema").hunks]).toEqual([0]);
    expect([...listBucket(index, placements, "router").hunks]).toEqual([1]);
  });
});
