import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isBranchName } from "./branch-name";

const NAMES = [
  "main",
  "sigra/v1.0",
  "ünï",
  "a-b",
  "a@b",
  "feature/{x}",
  "1",
  "a.b",
  "@a",
  "-x",
  "--output=x",
  "a..b",
  "a b",
  "a.lock",
  "a.lock/b",
  ".a",
  "a/.b",
  "a@{1",
  "a\u0007",
  "a\u007f",
  "a~1",
  "a^",
  "a:b",
  "a?",
  "a*",
  "a[",
  "a\\b",
  "a//b",
  "/a",
  "a/",
  "a.",
  "HEAD",
  "../../x",
  "",
];

describe("a branch name", () => {
  it.each(NAMES)("%j is taken exactly when git takes it", (name) => {
    expect(isBranchName(name)).toBe(spawnSync("git", ["check-ref-format", "--branch", name], { cwd: "/" }).status === 0);
  });

  it("is not @, which git takes for HEAD", () => {
    expect(isBranchName("@")).toBe(false);
  });
});
