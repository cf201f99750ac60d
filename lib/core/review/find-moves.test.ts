import { describe, expect, it } from "vitest";
import { findMoves, type MovableHunk } from "./find-moves";

const BLOCK = [
  "def fetch_current_user(conn, _opts) do",
  "  token = get_session(conn, :user_token)",
  "  assign(conn, :current_user, Accounts.get_user(token))",
  "end",
];

function aHunk(hunk: number, sides: Partial<MovableHunk>): MovableHunk {
  return { hunk, oldStart: 1, newStart: 1, removed: [], added: [], ...sides };
}

describe("blocks of lines that moved", () => {
  it("are found in another hunk, with the lines they begin at, however far they are indented", () => {
    const moves = findMoves([
      aHunk(0, { oldStart: 40, removed: ["# gone for good", ...BLOCK] }),
      aHunk(1, { newStart: 7, added: ["use Phoenix.Controller", ...BLOCK.map((line) => `    ${line}`)] }),
    ]);

    expect(moves).toEqual([{ from: 0, fromLine: 41, to: 1, toLine: 8, lines: 4 }]);
  });

  it("end where the lines differ", () => {
    const changed = [...BLOCK.slice(0, 3), "  |> halt()", "end"];

    expect(findMoves([aHunk(0, { removed: BLOCK }), aHunk(1, { added: changed })])).toMatchObject([{ lines: 3 }]);
  });

  it("are taken as long as they go, where several begin alike", () => {
    const hunks = [aHunk(0, { removed: BLOCK }), aHunk(1, { added: BLOCK.slice(0, 3) }), aHunk(2, { added: BLOCK })];

    expect(findMoves(hunks)).toMatchObject([{ from: 0, to: 2, lines: 4 }]);
  });

  it.each([
    ["lines that only stand elsewhere in the same hunk", [aHunk(0, { removed: BLOCK, added: ["x", ...BLOCK] })]],
    [
      "lines that are alike by chance",
      [aHunk(0, { removed: ["  end", "end", "", "do", "else", "end"] }), aHunk(1, { added: ["  end", "end", "", "do", "else", "end"] })],
    ],
    ["lines that are added without being removed", [aHunk(0, { added: BLOCK }), aHunk(1, { added: BLOCK })]],
    ["lines that are added in many places", [aHunk(0, { removed: BLOCK }), ...Array.from({ length: 17 }, (_none, at) => aHunk(at + 1, { added: BLOCK }))]],
  ])("are none of %s", (_what, hunks) => {
    expect(findMoves(hunks)).toEqual([]);
  });
});
