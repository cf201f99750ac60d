import { describe, expect, it } from "vitest";
import { isSameMailbox } from "./mailbox";

describe("two addresses of one mailbox", () => {
  it.each([
    ["ann@example.test", "Ann@Example.TEST"],
    ["ann@example.test", "ann+git@example.test"],
    ["ann+a@example.test", "ANN+b+c@example.test"],
    [" ann@example.test ", "ann@example.test"],
  ])("%j and %j", (left, right) => {
    expect(isSameMailbox(left, right)).toBe(true);
  });

  it.each([
    ["ann@example.test", "ann@example.com"],
    ["ann@example.test", "anna@example.test"],
    ["a.nn@example.test", "ann@example.test"],
    ["+ann@example.test", "+ben@example.test"],
    ["12345+ann@users.example", "67890+ann@users.example"],
    ["", "ann@example.test"],
  ])("are not %j and %j", (left, right) => {
    expect(isSameMailbox(left, right)).toBe(false);
  });
});
