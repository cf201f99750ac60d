import { describe, expect, it } from "vitest";
import { aPatchOfLines, aRawChange } from "@/lib/core/diff/a-patch";
import { createHunkIdentifier } from "@/lib/core/diff/identify-hunk";
import { parseFilePatch } from "@/lib/core/diff/parse-file-patch";
import { scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { toHunks } from "@/lib/core/diff/to-hunks";
import { foldText } from "@/lib/core/diff/fold-text";
import { toShownHunks } from "./view-shown-lines";

const NAMES = { otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_web" };
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => ` line ${from + index}`);

function read(lines: readonly string[]) {
  const bytes = aPatchOfLines(lines);
  const patch = parseFilePatch(bytes);
  const hunks = toHunks(aRawChange({ path: "a.txt", oldPath: "a.txt" }), scanFilePatch(bytes), createHunkIdentifier(NAMES)).map(({ hunk }) => hunk);
  return { patch, hunks, ids: hunks.map(({ id }) => id) };
}

describe("the lines of a hunk", () => {
  it("stand with three lines around, and a line between two hunks is shown once", () => {
    const { patch, hunks, ids } = read([...numbered(1, 5), "+new", ...numbered(6, 9), "-gone", ...numbered(11, 20)]);

    const shown = toShownHunks(patch, hunks, ids).map(({ lines }) => lines.map(({ text }) => text));

    expect(shown).toEqual([
      ["line 3", "line 4", "line 5", "new", "line 6", "line 7", "line 8"],
      ["line 9", "gone", "line 11", "line 12", "line 13"],
    ]);
  });

  it("keep their numbers on both sides", () => {
    const { patch, hunks, ids } = read([...numbered(1, 5), "+new", ...numbered(6, 9)]);

    const numbers = toShownHunks(patch, hunks, ids)[0]?.lines.map(({ oldLine, newLine }) => [oldLine, newLine]);

    expect(numbers).toEqual([
      [3, 3],
      [4, 4],
      [5, 5],
      [null, 6],
      [6, 7],
      [7, 8],
      [8, 9],
    ]);
  });

  it("leave no gap for the words that say where a file's last newline is missing", () => {
    const { patch, hunks, ids } = read(["-a", "\\ No newline at end of file", "+b", "+c"]);

    expect(toShownHunks(patch, hunks, ids)[0]?.lines.map(({ text, noNewline }) => [text, noNewline])).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
  });
});

describe("a long line", () => {
  it("is folded over 2,000 characters, never within a character", () => {
    expect(foldText("x".repeat(2_000))).toHaveLength(2_000);
    expect(foldText(`${"x".repeat(399)}${"😀".repeat(2_000)}`)).toBe("x".repeat(399));
  });
});
