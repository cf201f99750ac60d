import { describe, expect, it } from "vitest";
import { aPatch, aPatchOfLines } from "./a-patch";
import { toScannedBlocks } from "./blocks";
import { createRandom } from "./create-random";
import { FOLD_OVER, FOLDED_TO } from "./fold-text";
import { measureHunk, measureWidth } from "./measure-hunks";
import { scanFilePatch } from "./scan-file-patch";
import { toVisibleText } from "./visible-text";

function measureHunks(bytes: Uint8Array) {
  const patch = scanFilePatch(bytes);
  const blocks = toScannedBlocks(patch);
  return { width: measureWidth(patch), hunks: blocks.map((block, index) => measureHunk(patch, block, blocks[index + 1])) };
}

const measure = (lines: readonly string[]) => measureHunks(aPatchOfLines(lines));

describe("whether only white space differs", () => {
  it.each<[string, readonly string[], boolean]>([
    ["indentation", ["-  a b", "+    a b"], true],
    ["a tab for blanks", ["-  a", "+\ta"], true],
    ["blanks between words", ["-a  b", "+a b"], true],
    ["line endings", ["-a\r", "+a"], true],
    ["a last newline", ["-a", "+a", "\\ No newline at end of file"], true],
    ["blank lines", ["+", "+  "], true],
    ["a line between blank ones", ["+", "+a"], false],
    ["one character", ["-a", "+b"], false],
    ["a longer line", ["-a", "+ab"], false],
    ["a line more", ["-a", "+a", "+a"], false],
    ["a line less", ["-a", "-b", "+a"], false],
    ["an order", ["-a", "-b", "+b", "+a"], false],
    ["where a line breaks", ["-a b", "+a", "+b"], false],
  ])("is told for %s", (_, lines, expected) => {
    expect(measure(lines).hunks.map(({ whitespaceOnly }) => whitespaceOnly)).toEqual([expected]);
  });
});

describe("unchanged lines after a hunk", () => {
  it("are counted up to the next hunk or the end of the file, and to three at most", () => {
    const { hunks } = measureHunks(aPatch("+a\n b\n-c\n d\n e\n f\n g\n+h\n i\n j\n+k"));

    expect(hunks.map(({ linesAfter }) => linesAfter)).toEqual([1, 3, 2, 0]);
  });

  it("do not reach into another frame", () => {
    const patch = new TextEncoder().encode("diff --git a/f b/f\n@@ -1,1 +1,2 @@\n+x\n a\n@@ -9,1 +10,0 @@\n-y\n");

    expect(measureHunks(patch).hunks.map(({ linesAfter }) => linesAfter)).toEqual([1, 0]);
  });
});

describe("the width of a file", () => {
  it.each<[string, readonly string[], number]>([
    ["its longest line, changed or not", ["+ab", " abcde", "-abc"], 5],
    ["characters, not bytes", ["+aüß€"], 4],
    ["what stands for a character that cannot be seen", ["+a\u202eb", "+123456"], 10],
    ["tab stops", ["+\ta", "+12345678"], 9],
    ["a line just short enough", [`+${"x".repeat(2_000)}`], 2_000],
    ["the beginning of a line that is folded", [`+${"x".repeat(2_001)}`, "+abc"], 400],
    ["the beginning of a line that is folded within a spelt-out character", [`+${"x".repeat(395)}\u0001${"y".repeat(2_000)}`], 400],
    ["another line than the folded one", [`+${"x".repeat(5_000)}`, `+${"y".repeat(1_000)}`], 1_000],
  ])("is that of %s", (_, lines, width) => {
    expect(measure(lines).width).toBe(width);
  });

  it("is what the shown text of the longest line takes, whatever is in it", () => {
    const random = createRandom(1);
    const pieces = ["x", "word ", "\t", "\r", "\u0001", "\u007f", "ü", "\u202e", "x".repeat(390), "y".repeat(1_590)];
    for (let trial = 0; trial < 400; trial += 1) {
      const lines = Array.from({ length: 1 + random(3) }, () => Array.from({ length: random(14) }, () => pieces[random(pieces.length)] ?? "").join(""));

      expect(measure(lines.map((line) => `+${line}`)).width, JSON.stringify(lines)).toBe(Math.max(...lines.map(columnsOf)));
    }
  });

  it("is none for a file without lines", () => {
    expect(measureHunks(new TextEncoder().encode("diff --git a/x b/x\nBinary files a/x and b/x differ\n"))).toEqual({ width: 0, hunks: [] });
  });
});

function columnsOf(line: string): number {
  const text = toVisibleText(line);
  let columns = 0;
  for (const character of text.length > FOLD_OVER ? text.slice(0, FOLDED_TO) : text) columns += character === "\t" ? 8 - (columns % 8) : 1;
  return columns;
}
