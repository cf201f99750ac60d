import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSpans } from "./to-spans";

describe("the stretches of a line", () => {
  it("are cut where a mark or a colour begins or ends", () => {
    expect(toSpans("plug :user, on", [6, 10], [0, 4, 0, 5, 10, 2])).toEqual([
      { text: "plug", marked: false, token: "key" },
      { text: " ", marked: false, token: null },
      { text: ":", marked: false, token: "atom" },
      { text: "user", marked: true, token: "atom" },
      { text: ", on", marked: false, token: null },
    ]);
  });

  it("are the line, whatever the ranges are", () => {
    const edges = fc.array(fc.nat({ max: 14 }), { maxLength: 8 }).map((list) => [...new Set(list)].sort((a, b) => a - b));
    const ranges = edges.map((list) => list.slice(0, list.length - (list.length % 2)));
    const tokens = ranges.map((list) => list.flatMap((at, index) => (index % 2 === 0 ? [at] : [at, 1])));
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), ranges, tokens, (text, marks, colours) => {
        const spans = toSpans(text, marks, colours);
        expect(spans.map((span) => span.text).join("")).toBe(text);
        let at = 0;
        for (const span of spans) {
          for (let index = at; index < at + span.text.length; index += 1) {
            const isMarked = marks.some((from, pair) => pair % 2 === 0 && from <= index && index < (marks[pair + 1] ?? 0));
            expect(span.marked).toBe(isMarked);
          }
          at += span.text.length;
        }
      }),
    );
  });
});
