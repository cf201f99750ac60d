import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markWords } from "./word-marks";

describe("the words in which two lines differ", () => {
  it.each([
    ["add :slug, :string", "add :slug, :citext", [12, 18], [12, 18]],
    ["plug :user", "plug :user, on: true", [], [10, 20]],
    ['<a href="x">', '<a href="y">', [9, 10], [9, 10]],
    ["quiet", "<script>", [], []],
    ["same", "same", [], []],
    ["f(\u{1f600})", "f(\u{1f601})", [2, 4], [2, 4]],
  ])("of %s and %s are marked, and only those", (was, now, old, fresh) => {
    expect(markWords(was, now)).toEqual({ old, new: fresh });
  });

  it("leave the same text on both sides when they are taken out", () => {
    const line = fc.array(fc.constantFrom("a", "bc", " ", "<ins>", "&amp;", "/", "é", "_x", "\t", "'"), { maxLength: 20 }).map((parts) => parts.join(""));
    const without = (text: string, marks: readonly number[]) =>
      [...text].length === 0 ? "" : marks.reduceRight((rest, at, index) => (index % 2 === 0 ? rest.slice(0, at) + rest.slice(marks[index + 1]) : rest), text);
    fc.assert(
      fc.property(line, line, (was, now) => {
        const marks = markWords(was, now);
        if (marks.old.length + marks.new.length === 0) return;
        expect(without(was, marks.old)).toBe(without(now, marks.new));
      }),
    );
  });

  it("are found in long lines without comparing every word", () => {
    const words = (seed: number) => Array.from({ length: 300 }, (_none, at) => `w${(at * seed) % 997}`).join(" ");

    expect(markWords(`same start here with many words ${words(7)}`, `same start here with many words ${words(11)}`)).toEqual({ old: [], new: [] });
  });
});
