import { describe, expect, it } from "vitest";
import { createRandom } from "./create-random";
import type { RawChange } from "./parse-raw-diff";
import { readDiff } from "./read-diff";

const ZEROS = "0".repeat(40);
const A = "a".repeat(40);
const B = "b".repeat(40);
const LISTING = [
  `:100644 100644 ${A} ${B} M\0a.txt\0`,
  `:100644 100644 ${A} ${B} R090\0b old.txt\0b.txt\0`,
  `:100644 120000 ${A} ${B} T\0c\0`,
  `:000000 100644 ${ZEROS} ${B} A\0d.bin\0`,
  `:100644 000000 ${A} ${ZEROS} D\0e.txt\0`,
];
const PATCHES = [
  `diff --git a/a.txt b/a.txt\nindex ${A}..${B} 100644\n--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n diff --git a/x b/x\n--- gone\n+++ come\n @@ -1 +1 @@\n`,
  `diff --git a/b old.txt b/b.txt\nsimilarity index 90%\nrename from b old.txt\nrename to b.txt\nindex ${A}..${B} 100644\n--- a/b old.txt\t\n+++ b/b.txt\n@@ -9 +9 @@ title\n-x\n+y\n\\ No newline at end of file\n`,
  `diff --git a/c b/c\ndeleted file mode 100644\nindex ${A}..${ZEROS}\n--- a/c\n+++ /dev/null\n@@ -1 +0,0 @@\n-c\ndiff --git a/c b/c\nnew file mode 120000\nindex ${ZEROS}..${B}\n--- /dev/null\n+++ b/c\n@@ -0,0 +1 @@\n+to\n\\ No newline at end of file\n`,
  `diff --git a/d.bin b/d.bin\nnew file mode 100644\nindex ${ZEROS}..${B}\nBinary files /dev/null and b/d.bin differ\n`,
  `diff --git a/e.txt b/e.txt\ndeleted file mode 100644\nindex ${A}..${ZEROS}\n--- a/e.txt\n+++ /dev/null\n@@ -1,${400} +0,0 @@\n${"-long line of many words\n".repeat(400)}`,
];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const WHOLE = bytesOf(`${LISTING.join("")}\0${PATCHES.join("")}`);

async function* cut(bytes: Uint8Array, sizes: () => number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = sizes();
    yield bytes.slice(at, at + size);
    at += size;
  }
}

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<{ changes: readonly RawChange[]; patches: string[] }> {
  const { changes, patches } = await readDiff(pieces);
  const texts: string[] = [];
  for await (const patch of patches) texts.push(new TextDecoder().decode(patch.bytes));
  return { changes, patches: texts };
}

describe("a difference that comes in pieces", () => {
  it.each([1, 2, 3, 7, 64, 1_000, 1_000_000])("is cut into its files, %i byte(s) a piece", async (size) => {
    const { changes, patches } = await readAll(cut(WHOLE, () => size));

    expect(changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual(["modified a.txt", "renamed b.txt", "typechange c", "added d.bin", "deleted e.txt"]);
    expect(patches).toEqual(PATCHES);
  });

  it("is cut into its files wherever the pieces end", async () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = createRandom(seed);

      expect((await readAll(cut(WHOLE, () => random(300)))).patches).toEqual(PATCHES);
    }
  });

  it("may hold no change", async () => {
    expect(await readAll(cut(new Uint8Array(), () => 1))).toEqual({ changes: [], patches: [] });
  });

  it.each<[string, string, string]>([
    ["ends in its listing", LISTING.join("").slice(0, -3), "expected NUL at the end of the raw diff"],
    ["ends before its patch", LISTING.join(""), 'expected "diff --git" for a.txt at byte 0, came the end of the patch'],
    ["ends in a frame", `${LISTING[0]}\0${PATCHES[0]?.slice(0, -30)}`, "line(s) more at byte"],
    ["lacks a file", `${LISTING.slice(0, 2).join("")}\0${PATCHES[0]}`, 'expected "diff --git" for b.txt'],
    ["has a file too many", `${LISTING[0]}\0${PATCHES[0]}${PATCHES[3]}`, "more byte(s)"],
    ["has another file's patch", `${LISTING[0]}\0${PATCHES[0]?.replace(B, "c".repeat(40))}`, `expected blobs ${A}..${B} for a.txt`],
    ["has no NUL before its patch", `${LISTING[0]}diff`, "expected NUL before the patch, came 100"],
    ["has a line of another kind in a frame", `${LISTING[0]}\0${PATCHES[0]?.replace("\n--- gone", "\n? gone")}`, "line(s) more at byte"],
  ])("is refused when it %s", async (_, text, message) => {
    for (const size of [1, 100, 100_000]) await expect(readAll(cut(bytesOf(text), () => size))).rejects.toThrow(message);
  });
});
