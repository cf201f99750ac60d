import { describe, expect, it } from "vitest";
import { findOffset, findSuccessor } from "./anchor";

const LINE = { side: "new", offset: 2, number: 12, text: "plug :a" } as const;

describe("what became of a commented hunk", () => {
  it("is the one that came into its file when it is the only one that went", () => {
    expect(findSuccessor(1, [{ hunk: 7, texts: ["plug :b"] }], LINE)).toMatchObject({ hunk: 7 });
  });

  it("is the one that still has the line when several went or came", () => {
    const come = [
      { hunk: 7, texts: ["plug :b"] },
      { hunk: 8, texts: ["plug :a"] },
    ];

    expect(findSuccessor(2, come, LINE)).toMatchObject({ hunk: 8 });
    expect(findSuccessor(1, come, LINE)).toMatchObject({ hunk: 8 });
  });

  it("cannot be said when none has it, two have it, or no line was named", () => {
    const two = [
      { hunk: 7, texts: ["plug :a"] },
      { hunk: 8, texts: ["plug :a"] },
    ];

    expect([findSuccessor(2, two, LINE), findSuccessor(2, two, null), findSuccessor(1, [], LINE), findSuccessor(2, two, { ...LINE, text: " " })]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("a commented line in the hunk that took its place", () => {
  it("is the one that reads the same, the nearest of several", () => {
    expect(findOffset(["plug :a", "x", "y", "plug :a"], LINE)).toBe(3);
    expect(findOffset(["x"], LINE)).toBeNull();
  });
});
