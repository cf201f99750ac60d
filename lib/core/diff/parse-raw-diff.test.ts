import { describe, expect, it } from "vitest";
import { parseRawDiff } from "./parse-raw-diff";

const A = "a".repeat(40);
const B = "b".repeat(40);

describe("git's raw listing", () => {
  it("gives names, modes and blobs of every kind of change", () => {
    const text = `:100644 100755 ${A} ${B} M\0sp ace\t\0:100644 100644 ${A} ${A} R100\0old\0new\nline\0:100644 120000 ${A} ${B} T\0link\0`;

    expect(parseRawDiff(bytes(text))).toMatchObject([
      {
        kind: "modified",
        path: "sp ace\t",
        oldPath: "sp ace\t",
        oldMode: "100644",
        newMode: "100755",
        oldOid: A,
        newOid: B,
      },
      { kind: "renamed", path: "new\nline", oldPath: "old" },
      { kind: "typechange", path: "link" },
    ]);
  });

  it.each([
    ["an unmerged path", `:000000 000000 ${A} ${B} U\0x\0`],
    ["a missing path", `:100644 100644 ${A} ${B} M\0`],
    ["a missing second path", `:100644 100644 ${A} ${B} R90\0x\0`],
    ["a cut listing", `:100644 100644 ${A} ${B} M\0x`],
    ["a short blob id", ":100644 100644 abc def M\0x\0"],
    ["a blob id of a length there is not", `:100644 100644 ${A}a ${B}b M\0x\0`],
    ["blob ids of two kinds", `:100644 100644 ${A} ${B.padEnd(64, "b")} M\0x\0`],
    ["something else", "hello\0"],
  ])("refuses %s and says what came", (_, text) => {
    expect(() => parseRawDiff(bytes(text))).toThrow(/expected .* came|expected .* after/s);
  });
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
