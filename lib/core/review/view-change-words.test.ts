import { describe, expect, it } from "vitest";
import { describeBlobChange, describeChange, describeMode } from "./view-change-words";

describe("what happened to a file", () => {
  it.each([
    ["lib/web/router.ex", "lib/router.ex", "Moved"],
    ["lib/web/router.ex", "lib/web/routes.ex", "Renamed"],
    ["lib/web/router.ex", "lib/routes.ex", "Moved and renamed"],
  ])("%s that was %s is %s", (path, oldPath, word) => {
    const change = { kind: "renamed", binary: false, path, oldPath, blobs: null } as const;

    expect(describeChange(change)).toEqual([word]);
    expect(describeBlobChange(change)).toEqual([`${word} from ${oldPath} to ${path}.`]);
  });

  it.each([
    ["100644", "100755", "Now executable"],
    ["100755", "100644", "No longer executable"],
    ["100644", "100644", null],
    ["000000", "100755", null],
    ["100644", "120000", null],
  ])("a mode from %s to %s is told as %s", (oldMode, newMode, words) => {
    expect(describeMode({ oldMode, newMode })).toBe(words);
  });
});
