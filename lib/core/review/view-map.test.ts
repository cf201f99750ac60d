import { describe, expect, it } from "vitest";
import type { Flow } from "./view-flow";
import { listMapRuns, type MapMark } from "./view-map";

/** Hunks right below one another. */
function aFlow(heights: readonly number[]): Flow {
  const tops = heights.map((_height, at) => heights.slice(0, at).reduce((sum, height) => sum + height, 0));
  const height = heights.reduce((sum, each) => sum + each, 0);
  return {
    list: { hunks: Uint32Array.from(heights.keys()) },
    hunkTops: Float64Array.from(tops),
    hunkHeights: Float64Array.from(heights),
    height,
  } as unknown as Flow;
}

describe("the small map of a bucket", () => {
  it("has every hunk where it stands", () => {
    const marks: readonly MapMark[] = ["opened", "loss", "not-opened"];

    const runs = listMapRuns(aFlow([100, 100, 200]), 40, (hunk) => marks[hunk] ?? "opened");

    expect(runs.map(({ mark, from, to }) => [mark, from, to])).toEqual([
      ["opened", 0, 10],
      ["loss", 10, 20],
      ["not-opened", 20, 40],
    ]);
  });

  it("shows one flagged hunk among ten thousand", () => {
    const runs = listMapRuns(aFlow(Array.from({ length: 10_000 }, () => 60)), 800, (hunk) => (hunk === 7_777 ? "loss" : "opened"));

    expect(runs.filter(({ mark }) => mark === "loss")).toHaveLength(1);
    expect(runs.length).toBeLessThanOrEqual(800);
  });
});
