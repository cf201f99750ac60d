import { describe, expect, it } from "vitest";
import { toSafePath } from "./to-safe-path";

describe("where sign-in leads", () => {
  it.each(["/", "/upgrades/1/review?bucket=schema", "/upgrades/1/audit#record-3", "/apps/harbor"])("goes back to %s", (next) => {
    expect(toSafePath(next)).toBe(next);
  });

  it.each([
    [undefined],
    [["/apps", "/rules"]],
    [""],
    ["apps"],
    ["https://evil.example"],
    ["//evil.example"],
    ["/\\evil.example"],
    ["\\\\evil.example"],
    ["/\t/evil.example"],
    ["/\n//evil.example"],
    ["/.//evil.example"],
    ["/a/..//evil.example"],
    ["javascript:alert(1)"],
    ["/sign-in?next=/sign-in"],
    ["/api/auth/sign-out"],
    ["http://here.invalid/apps"],
  ])("goes to the fleet instead of %j", (next) => {
    expect(toSafePath(next)).toBe("/");
  });

  it("does not end on another site, however the address is written", () => {
    for (const next of ["/%2f%2fevil.example", "/ /evil.example", "/;//evil.example", "/@evil.example"]) {
      expect(new URL(toSafePath(next), "https://review.example").origin).toBe("https://review.example");
    }
  });
});
