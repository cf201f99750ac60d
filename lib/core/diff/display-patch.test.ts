import { describe, expect, it } from "vitest";
import { aPatchOfLines, aRawChange } from "./a-patch";
import { toDisplayFrames } from "./display-patch";
import { createHunkIdentifier } from "./identify-hunk";
import { parseFilePatch } from "./parse-file-patch";
import { scanFilePatch } from "./scan-file-patch";
import { toHunks } from "./to-hunks";
import { toUnifiedText } from "./unified-text";

const NAMES = { otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_web" };
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => ` line ${from + index}`);

describe("the display of a file's hunks", () => {
  it("keeps three lines around and merges what touches", () => {
    const { frames, ids } = show([...numbered(1, 10), "+new", ...numbered(11, 14), "-gone", ...numbered(16, 40), "+last"]);

    expect(
      frames.map(({ hunkIds, oldStart, oldLines, newStart, newLines }) => ({
        hunkIds,
        at: [oldStart, oldLines, newStart, newLines],
      })),
    ).toEqual([
      { hunkIds: [ids[0], ids[1]], at: [8, 11, 8, 11] },
      { hunkIds: [ids[2]], at: [38, 3, 38, 4] },
    ]);
  });

  it("never shows an unchosen hunk as context", () => {
    const { patch, hunks, ids } = show(["+first", ...numbered(1, 2), "-gone", ...numbered(4, 9)]);

    const frames = toDisplayFrames(patch, hunks, { hunkIds: [ids[1] ?? ""] });

    expect(toUnifiedText(frames, { oldName: "a", newName: "b" })).toBe(
      ["--- a/a", "+++ b/b", "@@ -1,6 +2,5 @@", " line 1", " line 2", "-gone", " line 4", " line 5", " line 6", ""].join("\n"),
    );
  });

  it("numbers a new file and a deleted one as git does", () => {
    const first = (lines: readonly string[]) => toUnifiedText(show(lines).frames, { oldName: null, newName: "x" }).split("\n")[2];

    expect(first(["+a", "+b"])).toBe("@@ -0,0 +1,2 @@");
    expect(first(["-a", "-b"])).toBe("@@ -1,2 +0,0 @@");
  });

  it("shows what a reader would not see, and says where the last newline is missing", () => {
    const { frames } = show(["-a\u202eb", "+a\rb\r", "+c", "\\ No newline at end of file"]);

    expect(toUnifiedText(frames, { oldName: "sp ace\t", newName: null })).toBe(
      ["--- a/sp ace⟨U+0009⟩", "+++ /dev/null", "@@ -1,1 +1,2 @@", "-a⟨U+202E⟩b", "+a␍b␍", "+c", "\\ No newline at end of file", ""].join("\n"),
    );
  });

  it("hides the carriage returns of a file that has them everywhere", () => {
    expect(toUnifiedText(show(["-a\r", "+b\r"]).frames, { oldName: "x", newName: "x" })).toContain("\n-a\n+b\n");
  });

  it("refuses the hunks of another file", () => {
    const { patch, hunks } = show(["+first", " a", "+second"]);

    expect(() => toDisplayFrames(patch, hunks.slice(1))).toThrow(/expected a hunk at/);
  });
});

function show(lines: readonly string[]) {
  const bytes = aPatchOfLines(lines);
  const patch = parseFilePatch(bytes);
  const hunks = toHunks(aRawChange({ path: "notes.txt" }), scanFilePatch(bytes), createHunkIdentifier(NAMES)).map(({ hunk }) => hunk);
  return { patch, hunks, ids: hunks.map(({ id }) => id), frames: toDisplayFrames(patch, hunks) };
}
