import { describe, expect, it } from "vitest";
import { aPerson } from "@/lib/testing/upgrade-builders";
import { findMentions, findNameStart, toTextParts } from "./mention";

const PEOPLE = [aPerson("Ada", "reviewer"), aPerson("Ada Byron", "lead"), aPerson("reviewer-a", "reviewer"), aPerson("admin", "administrator")];

describe("who a comment calls", () => {
  it.each([
    ["@Ada please look", ["Ada"]],
    ["@Ada Byron please look", ["Ada Byron"]],
    ["thanks @ada, and @REVIEWER-A.", ["Ada", "reviewer-a"]],
    ["@reviewer-ab, mail ada@Ada.test, `@Ada`", []],
    ["@admin cannot answer", []],
    ["@Adam, @ Ada, @", []],
    ["(@Ada)", ["Ada"]],
  ])("%j calls %j", (body, names) => {
    expect(findMentions(body, PEOPLE).map(({ name }) => name)).toEqual(names);
  });
});

describe("a comment in pieces", () => {
  it("is text, code between backticks and names, and loses no character", () => {
    expect(toTextParts("See `mix.exs`, @Ada: <b>https://x.test</b>", ["Ada"])).toEqual([
      { type: "text", text: "See " },
      { type: "code", text: "mix.exs" },
      { type: "text", text: ", " },
      { type: "mention", text: "@Ada" },
      { type: "text", text: ": <b>https://x.test</b>" },
    ]);
    expect(toTextParts("one ` two\nthree ` four", [])).toEqual([{ type: "text", text: "one ` two\nthree ` four" }]);
  });
});

describe("a name that is being written", () => {
  it.each([
    ["Hi @re", "re"],
    ["@", ""],
    ["@Ada By", "Ada By"],
    ["mail a@b", null],
    ["no name", null],
  ])("in %j is %j", (text, name) => {
    expect(findNameStart(text, text.length)).toBe(name);
  });
});
