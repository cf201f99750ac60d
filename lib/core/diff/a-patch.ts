import type { RawChange } from "./parse-raw-diff";

/** For tests: a raw change of a modified file unless told otherwise. */
export function aRawChange(given: Partial<RawChange> = {}): RawChange {
  const { kind = "modified", path = "lib/harbor/accounts.ex" } = given;
  const isAdded = kind === "added";
  const isDeleted = kind === "deleted";
  return {
    kind,
    path,
    oldPath: path,
    oldMode: isAdded ? "000000" : "100644",
    newMode: isDeleted ? "000000" : "100644",
    oldOid: (isAdded ? "0" : "a").repeat(40),
    newOid: (isDeleted ? "0" : "b").repeat(40),
    ...given,
  };
}

/**
 * For tests: a file's patch with full context, from lines that start with ` `, `+` or `-`. The first
 * line break and a last line of blanks are left out, so a template literal can be indented around it.
 */
export function aPatch(text: string): Uint8Array {
  return aPatchOfLines(text.replace(/^\n/, "").replace(/\n *$/, "").split("\n"));
}

/** For tests: as `aPatch`, from separate lines; a line may be `\ No newline at end of file`. */
export function aPatchOfLines(lines: readonly string[]): Uint8Array {
  const marked = lines.map((line) => (line === "" ? " " : line));
  const oldLines = marked.filter((line) => " -".includes(line.charAt(0))).length;
  const newLines = marked.filter((line) => " +".includes(line.charAt(0))).length;
  const range = `@@ -${Math.min(oldLines, 1)},${oldLines} +${Math.min(newLines, 1)},${newLines} @@`;
  return new TextEncoder().encode(["diff --git a/file b/file", range, ...marked, ""].join("\n"));
}
