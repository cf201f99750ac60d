import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toBlocks } from "./blocks";
import { createRandom, type Random } from "./create-random";
import { createHunkIdentifier } from "./identify-hunk";
import { type FilePatch, parseFilePatch } from "./parse-file-patch";
import { parseRawDiff, type RawChange, splitDiffOutput } from "./parse-raw-diff";
import { toPathBytes } from "./path-text";
import { scanFilePatch } from "./scan-file-patch";
import { splitPatch } from "./split-patch";
import { toHunks } from "./to-hunks";

/** Generated repositories; `TRIALS=2000` searches longer. */
const TRIALS = Number(process.env.TRIALS ?? 60);
const NAMES = { otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_web" };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "git-diff-"));
  git(["init", "--quiet", "."]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("reading what git prints", () => {
  it.each(Array.from({ length: TRIALS }, (_, seed) => seed))("agrees with git on generated repository %i", (seed) => {
    const { before, after } = makeTrees(createRandom(seed));
    const { raw, patch } = splitDiffOutput(diff(before, after, ["--raw", "-p", "--abbrev=40"]));
    const changes = parseRawDiff(raw);
    const slices = splitPatch(changes, patch);
    const patches = slices.map(parseFilePatch);

    expect(patches.map(toCounts)).toEqual(readNumstat(diff(before, after, ["--numstat"]), changes));

    const bare = splitPatch(changes, diff(before, after, ["-p", "-U0"]));
    const whole = splitPatch(changes, diff(before, after, ["-p", "-U1000000"]));
    expect(patches.map(blockRanges)).toEqual(bare.map(parseFilePatch).map(frameRanges));
    expect(idsOf(changes, whole)).toEqual(idsOf(changes, bare));

    expect(rebuild(before, changes, patches)).toBe(after);
  });

  it("refuses a patch whose slices would belong to another file", () => {
    const { before, after } = makeTrees(createRandom(1));
    const changes = parseRawDiff(diff(before, after, ["--raw", "--abbrev=40"]));
    const patch = diff(before, after, ["-p"]);

    expect(() => splitPatch(changes.toReversed(), patch)).toThrow(/expected/);
    expect(() => splitPatch(changes.slice(1), patch)).toThrow(/expected/);
    expect(() => splitPatch(changes.slice(0, -1), patch)).toThrow(/more byte/);
    expect(() => splitPatch(changes, patch.subarray(0, patch.length - 4))).toThrow(/expected/);
  });
});

const FILE_NAMES = [
  "plain.txt",
  "sp ace.txt",
  "end ",
  "tab\tname",
  'quote"name',
  "new\nline",
  "ünï.txt",
  "back\\slash",
  "deep/er/file.md",
  " b/x",
  "-dash",
  "lib/a.heex",
  "\xff\xfe.txt",
  "l\xe9gende/\x80",
];
const LINES = [
  "one",
  "two",
  "",
  " ",
  "diff --git a/x b/x",
  "--- a/foo",
  "+++ b/foo",
  "-- ",
  "++ b/x",
  "@@ -1,2 +3,4 @@",
  "index 1..2",
  "\\ No newline at end of file",
  "Binary files a and b differ",
  "lone\rreturn",
  "crlf\r",
  "caf\xe9",
  "ü",
  "\u2028",
  "\ttab",
  "GIT binary patch",
  "rename to x",
  "old mode 100644",
];

type Entry = { readonly content: Buffer; readonly mode: "100644" | "100755" | "120000" };
type Tree = ReadonlyMap<string, Entry>;

function makeTrees(random: Random): { before: string; after: string } {
  const before = new Map<string, Entry>();
  for (const name of FILE_NAMES) if (random(4) > 0) before.set(name, { content: makeContent(random, name), mode: makeMode(random) });
  const after = new Map<string, Entry>();
  for (const [name, entry] of before) {
    const move = random(12);
    if (move === 0) continue;
    if (move === 1) after.set(`${name}-moved`, entry);
    else if (move === 2) after.set(`${name}-moved`, { ...entry, content: edit(random, entry.content) });
    else if (move === 3) after.set(name, { ...entry, mode: makeMode(random) });
    else if (move === 4) after.set(name, { mode: "120000", content: Buffer.from("elsewhere") });
    else if (move === 5) after.set(name, { ...entry, content: Buffer.from([0, 1, random(256), 10]) });
    else if (move === 6) after.set(name, { ...entry, content: Buffer.alloc(0) });
    else after.set(name, { mode: move === 7 ? makeMode(random) : entry.mode, content: edit(random, entry.content) });
  }
  for (const name of FILE_NAMES) {
    if (!before.has(name) && random(2) === 0) after.set(name, { content: makeContent(random, name), mode: makeMode(random) });
  }
  return { before: writeTree(before), after: writeTree(after) };
}

function makeMode(random: Random): Entry["mode"] {
  return random(4) === 0 ? "100755" : "100644";
}

function makeContent(random: Random, name: string): Buffer {
  if (random(10) === 0) return Buffer.alloc(0);
  if (random(10) === 0) return Buffer.from([0, 255, random(256)]);
  const lines = Array.from({ length: 1 + random(40) }, (_, index) => (random(3) === 0 ? pick(random, LINES) : `${name} ${index}`));
  return toContent(random, lines);
}

function edit(random: Random, content: Buffer): Buffer {
  const lines = content.toString("latin1").split("\n");
  for (let times = 1 + random(4); times > 0; times -= 1) {
    lines.splice(random(lines.length + 1), random(3), ...Array.from({ length: random(4) }, () => pick(random, LINES)));
  }
  return toContent(random, lines);
}

/** Latin-1 so that some lines are no UTF-8; sometimes without the last newline. */
function toContent(random: Random, lines: readonly string[]): Buffer {
  const text = lines.map((line) => (/[\u0100-\uffff]/.test(line) ? Buffer.from(line).toString("latin1") : line)).join("\n");
  return Buffer.from(random(3) === 0 ? text : `${text}\n`, "latin1");
}

function pick(random: Random, lines: readonly string[]): string {
  return lines[random(lines.length)] ?? "";
}

/** Names here are Latin-1 so that some are no UTF-8; others are given as UTF-8. */
function toNameBytes(name: string): Buffer {
  return /[\xff\xfe\x80]/.test(name) ? Buffer.from(name, "latin1") : Buffer.from(name);
}

function writeTree(tree: Tree): string {
  for (const name of readdirSync(Buffer.from(folder), "buffer")) {
    if (!name.equals(Buffer.from(".git"))) rmSync(atFolder(name), { recursive: true, force: true });
  }
  for (const [name, { content, mode }] of tree) {
    const path = atFolder(toNameBytes(name));
    mkdirSync(path.subarray(0, path.lastIndexOf(0x2f)), { recursive: true });
    if (mode === "120000") symlinkSync(content, path);
    else {
      writeFileSync(path, content);
      chmodSync(path, mode === "100755" ? 0o755 : 0o644);
    }
  }
  git(["add", "--all", "."]);
  return git(["write-tree"]).toString().trim();
}

function atFolder(name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), name]);
}

function git(args: readonly string[], input?: Buffer): Buffer {
  const options = { cwd: folder, maxBuffer: 1 << 28, ...(input === undefined ? {} : { input }) };
  const env = { NODE_ENV: "test" as const, PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
  const { status, stdout, stderr } = spawnSync("git", ["-c", "core.autocrlf=false", ...args], { ...options, env });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr.toString()}`);
  return stdout;
}

function diff(before: string, after: string, options: readonly string[]): Buffer {
  return git(["diff", "-z", "-M", "--no-color", "--no-ext-diff", "--no-textconv", ...options, before, after]);
}

type Counts = { readonly additions: number; readonly deletions: number; readonly binary: boolean };

function toCounts({ additions, deletions, binary }: FilePatch): Counts {
  return binary ? { additions: 0, deletions: 0, binary } : { additions, deletions, binary };
}

/** Counts per change; the names in the listing must be those of the raw changes. */
function readNumstat(bytes: Buffer, changes: readonly RawChange[]): readonly Counts[] {
  const fields = bytes.toString("latin1").split("\0");
  return changes.map(({ path, oldPath, oldOid, newOid }) => {
    const [, additions, deletions, name = ""] = /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(fields.shift() ?? "") ?? [];
    const names = name === "" ? [fields.shift(), fields.shift()] : [name];
    const expected = name === "" ? [oldPath, path] : [path];
    expect(names).toEqual(expected.map((text) => Buffer.from(toPathBytes(text)).toString("latin1")));
    // Of a binary file that only moved or changed its mode the patch does not say that it is binary.
    const binary = additions === "-" && oldOid !== newOid;
    return { additions: Number(additions) || 0, deletions: Number(deletions) || 0, binary };
  });
}

function blockRanges(patch: FilePatch) {
  return toBlocks(patch).map(({ oldStart, oldLines, newStart, newLines }) => [oldStart, oldLines, newStart, newLines]);
}

function frameRanges(patch: FilePatch) {
  return patch.frames.map(({ oldStart, oldLines, newStart, newLines }) => [oldStart, oldLines, newStart, newLines]);
}

function idsOf(changes: readonly RawChange[], patches: readonly Uint8Array[]): readonly string[] {
  const identifier = createHunkIdentifier(NAMES);
  return changes.flatMap((change, index) => toHunks(change, scanFilePatch(patches[index] ?? new Uint8Array()), identifier).map(({ hunk }) => hunk.id));
}

/** The tree that comes of writing the parsed frames out again and applying them to the tree before. */
function rebuild(before: string, changes: readonly RawChange[], patches: readonly FilePatch[]): string {
  git(["read-tree", before]);
  const isText = (change: RawChange, index: number) => patches[index]?.binary === false && change.kind !== "typechange";
  const text = changes.flatMap((change, index) => {
    const patch = patches[index];
    return patch === undefined || !isText(change, index) ? [] : [toGitPatch(change, patch)];
  });
  if (text.length > 0) git(["apply", "--cached", "--allow-empty", "-"], Buffer.concat(text));
  const others = changes.filter((change, index) => !isText(change, index));
  const entries = others.flatMap(({ path, oldPath, newMode, newOid, oldOid }) => [
    Buffer.from(`0 ${"0".repeat(oldOid.length)}\t`),
    toPathBytes(oldPath),
    Buffer.of(0),
    ...(/^0+$/.test(newOid) ? [] : [Buffer.from(`${newMode} ${newOid}\t`), toPathBytes(path), Buffer.of(0)]),
  ]);
  if (entries.length > 0) git(["update-index", "-z", "--index-info"], Buffer.concat(entries));
  return git(["write-tree"]).toString().trim();
}

function toGitPatch(change: RawChange, patch: FilePatch): Buffer {
  const [oldName, newName] = [quote(`a/`, change.oldPath), quote("b/", change.path)];
  const isAdded = change.kind === "added";
  const isDeleted = change.kind === "deleted";
  const header = [
    `diff --git ${oldName} ${newName}`,
    ...(isAdded ? [`new file mode ${change.newMode}`] : []),
    ...(isDeleted ? [`deleted file mode ${change.oldMode}`] : []),
    ...(!isAdded && !isDeleted && change.oldMode !== change.newMode ? [`old mode ${change.oldMode}`, `new mode ${change.newMode}`] : []),
    ...(change.kind === "renamed" ? ["similarity index 50%", `rename from ${quote("", change.oldPath)}`, `rename to ${quote("", change.path)}`] : []),
    ...(patch.frames.length > 0 ? [`--- ${isAdded ? "/dev/null" : oldName}`, `+++ ${isDeleted ? "/dev/null" : newName}`] : []),
    // An empty file has no frame; only its index line tells git that the section is complete.
    ...(patch.frames.length === 0 && (isAdded || isDeleted) ? [`index ${change.oldOid}..${change.newOid}`] : []),
  ];
  const body = patch.frames.flatMap((frame) => [
    Buffer.from(`@@ -${frame.oldStart},${frame.oldLines} +${frame.newStart},${frame.newLines} @@\n`),
    ...frame.lines.flatMap(({ kind, bytes, noNewline }) => [
      Buffer.from({ context: " ", added: "+", removed: "-" }[kind]),
      bytes,
      Buffer.from(noNewline ? "\n\\ No newline at end of file\n" : "\n"),
    ]),
  ]);
  return Buffer.concat([Buffer.from(`${header.join("\n")}\n`), ...body]);
}

/** Git's own quoting, always applied. */
function quote(prefix: string, path: string): string {
  const bytes = [...Buffer.from(prefix), ...toPathBytes(path)];
  return `"${bytes.map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}"`;
}
