import { describe, expect, it } from "vitest";
import { describeBlobChange, describeChange } from "./view-change-words";

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
});
