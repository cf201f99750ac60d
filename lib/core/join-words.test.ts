import { describe, expect, it } from "vitest";
import { joinAnd, joinOr } from "./join-words";

describe("words in a row", () => {
  it.each([
    [[], ""],
    [["a reviewer"], "a reviewer"],
    [["a reviewer", "QA"], "a reviewer or QA"],
    [["a reviewer", "an operator", "a tech lead"], "a reviewer, an operator or a tech lead"],
  ])("says which of %j", (words, expected) => expect(joinOr(words)).toBe(expected));

  it("says that all are meant", () => expect(joinAnd(["anna", "ben", "carl"])).toBe("anna, ben and carl"));
});
