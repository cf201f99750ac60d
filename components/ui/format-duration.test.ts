import { describe, expect, it } from "vitest";
import { formatAge, formatDuration } from "./format-duration";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("writing a duration", () => {
  it.each([
    [0, "0 s"],
    [-SECOND, "0 s"],
    [48 * SECOND, "48 s"],
    [3 * MINUTE + 12 * SECOND, "3 min 12 s"],
    [2 * HOUR, "2 h"],
    [2 * DAY + 4 * HOUR + 59 * MINUTE, "2 d 4 h"],
  ])("says %d ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [0, "0 s"],
    [15 * MINUTE + 40 * SECOND, "15 min"],
    [3 * HOUR + 50 * MINUTE, "3 h"],
    [DAY + 17 * HOUR, "1 d 17 h"],
    [2 * DAY, "2 d"],
  ])("says an age of %d ms as %s", (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });
});
