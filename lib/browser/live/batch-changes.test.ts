import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { batchChanges } from "./batch-changes";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("hands out the first change at once and the next ones together, none twice", () => {
  const taken: string[][] = [];
  const batch = batchChanges(100, (changes) => taken.push([...changes]));
  batch.note("fleet");
  expect(taken).toEqual([["fleet"]]);

  batch.note("fleet", "upgrade");
  batch.note("fleet");
  expect(taken).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(taken.slice(1)).toEqual([["fleet", "upgrade"]]);

  vi.advanceTimersByTime(1_000);
  expect(taken).toHaveLength(2);
  batch.note("people");
  expect(taken.at(-1)).toEqual(["people"]);
});

it("hands out nothing after it was stopped", () => {
  const taken: string[][] = [];
  const batch = batchChanges(100, (changes) => taken.push([...changes]));
  batch.note("fleet");
  batch.note("upgrade");
  batch.stop();
  vi.advanceTimersByTime(1_000);
  expect(taken).toEqual([["fleet"]]);
});
