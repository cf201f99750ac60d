import { describe, expect, it } from "vitest";
import { findLines, type LogLines, NO_LINES, readFurther, withOpenLine } from "./log-lines";

const read = (...texts: readonly string[]) => texts.reduce<LogLines>((before, text) => readFurther(before, text), NO_LINES);
const texts = (log: LogLines, text: string) => withOpenLine(log, text).map((line) => line.text);

describe("a log cut into lines", () => {
  it("is the same whether it comes at once or piece by piece", () => {
    const whole = "one\ntwo\r\n\nfour\n";
    expect(read("o", "one\ntw", "one\ntwo\r", whole)).toEqual(read(whole));
    expect(texts(read(whole), whole)).toEqual(["one", "two", "", "four"]);
  });

  it("shows a line that has no end yet", () => {
    expect(texts(read("one\ntw"), "one\ntw")).toEqual(["one", "tw"]);
    expect(texts(read(""), "")).toEqual([]);
  });

  it("carries a colour over the end of a line and over a pause", () => {
    const log = read("\x1b[31mred\n", "\x1b[31mred\nstill\x1b[0m\nplain\n");
    expect(log.lines[1]?.from.colour).toBe("red");
    expect(log.lines[2]?.from.colour).toBeNull();
  });

  it("begins anew when it is another log", () => {
    expect(readFurther(read("a long first line\nand another\n"), "b\n").lines.map((line) => line.text)).toEqual(["b"]);
  });

  it("keeps up with 50,000 lines", () => {
    const text = "[info] alter table organizations\n".repeat(50_000);
    expect(read(text.slice(0, text.length / 2), text).lines).toHaveLength(50_000);
  });

  it("finds lines whatever their case and colour", () => {
    const { lines } = read("Compiling\n\x1b[31mer\x1b[1mror\x1b[0m: no\nfine\n");
    expect(findLines(lines, "ERROR")).toEqual([1]);
    expect(findLines(lines, "  ")).toEqual([]);
  });
});
