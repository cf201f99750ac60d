import { describe, expect, it } from "vitest";
import { type AnsiPart, PLAIN, parseAnsi } from "./parse-ansi";

const ESC = "\u001b";

describe("reading program output", () => {
  it("keeps text without sequences as it is", () => {
    expect(parseAnsi("* creating lib/a.ex\tok\r\nnext")).toEqual({
      parts: [{ kind: "text", text: "* creating lib/a.ex\tok\r\nnext", style: PLAIN }],
      end: PLAIN,
    });
  });

  it("turns style sequences into styles", () => {
    expect(parseAnsi(`${ESC}[1;31mfailed${ESC}[0m, rest`).parts).toEqual([
      { kind: "text", text: "failed", style: { ...PLAIN, bold: true, colour: "red" } },
      { kind: "text", text: ", rest", style: PLAIN },
    ]);
  });

  it("carries a style that was left on into the next line", () => {
    const first = parseAnsi(`${ESC}[32mbegin`);

    expect(parseAnsi("end", first.end).parts).toEqual([{ kind: "text", text: "end", style: { ...PLAIN, colour: "green" } }]);
  });

  it.each([
    ["an empty sequence resets", `${ESC}[m`, PLAIN],
    ["a bright colour is its plain twin", `${ESC}[93m`, { ...PLAIN, colour: "yellow" }],
    ["bright black is grey", `${ESC}[90m`, { ...PLAIN, colour: "grey" }],
    ["a palette colour of the first sixteen is known", `${ESC}[38;5;12m`, { ...PLAIN, colour: "blue" }],
    ["a true colour falls back and eats its numbers", `${ESC}[38;2;1;3;4;1m`, { ...PLAIN, bold: true }],
    ["a background eats its numbers", `${ESC}[48;5;1;3m`, { ...PLAIN, italic: true }],
    ["details after a colon are not codes", `${ESC}[4:3m`, { ...PLAIN, underline: true }],
    ["hidden and inverse are not obeyed", `${ESC}[8;7m`, PLAIN],
    ["unknown codes change nothing", `${ESC}[999m`, PLAIN],
  ])("knows that %s", (_sentence, sequence, end) => {
    expect(parseAnsi(sequence)).toEqual({ parts: [], end });
  });

  it.each([
    ["clearing the line", `${ESC}[2K`, "\\x1b[2K"],
    ["moving the cursor", `${ESC}[1A`, "\\x1b[1A"],
    ["a link", `${ESC}]8;;http://a.test${ESC}\\x`, "\\x1b]8;;http://a.test\\x1b\\x"],
    ["a title", `${ESC}]0;t\u0007`, "\\x1b]0;t\\x07"],
    ["an overwritten line", "a\rb", "a\\x0db"],
    ["a backspace", "a\bb", "a\\x08b"],
    ["an eight-bit sequence", "\u009b31m", "\\x9b31m"],
    ["reordered text", "a\u202eb", "a\\u202eb"],
    ["an invisible character", "a\u200bb", "a\\u200bb"],
    ["a tag character", "a\u{e0041}b", "a\\u{e0041}b"],
    ["a cut-off sequence", `a${ESC}[3`, "a\\x1b[3"],
  ])("spells out %s", (_what, text, seen) => {
    expect(textOf(parseAnsi(text).parts)).toBe(seen);
  });
});

function textOf(parts: readonly AnsiPart[]): string {
  return parts.map((part) => part.text).join("");
}
