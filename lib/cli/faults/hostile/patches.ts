import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openRepository, type Repository } from "@/lib/agent/git/repository";
import { planSnapshot, takeSnapshot } from "@/lib/agent/git/snapshot";
import type { JobReport } from "@/lib/contract/agent-api";
import { someFacts } from "@/lib/core/classify/a-hunk";
import type { Random } from "@/lib/core/diff/create-random";
import { toDisplayFrames } from "@/lib/core/diff/display-patch";
import { parseFilePatch } from "@/lib/core/diff/parse-file-patch";
import { toPathBytes, toPathText } from "@/lib/core/diff/path-text";
import { readDiff } from "@/lib/core/diff/read-diff";
import { createFileCollector } from "@/lib/core/snapshot/collect-file";
import { createSnapshotCollector } from "@/lib/core/snapshot/collect-snapshot";
import { decodeSnapshot, encodeSnapshot } from "@/lib/core/snapshot/snapshot-bytes";
import { ok } from "@/lib/core/result";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { NODE_SHA256 } from "@/lib/server/node-sha256";
import { sortSnapshot } from "@/lib/services/build-snapshot";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { anUpgrade, upgraded } from "@/lib/testing/upgrade-builders";
import { orRefused, type Target } from "./target";
import { mutateBytes, pick } from "./values";

type Taken = { readonly report: Extract<JobReport, { type: "snapshot" }>; readonly read: (name: string) => Buffer };

const MODULE = "defmodule Shop.A do\n  def a, do: 1\n\n  def b do\n    :b\n  end\nend\n";

/** Differences of a real git, broken in every way bytes can be: read, or refused with a sentence. */
export async function createPatches(folder: string): Promise<Target> {
  const place = createPlace(folder);
  for (const [path, text] of Object.entries({
    "lib/a.ex": MODULE,
    "old.md": "one\ntwo\n".repeat(20),
    "x.bin": "a\0b",
    run: "#!/bin/sh\n",
    last: "no end",
    gone: "g\n",
  }))
    writeFileSync(join(place.checkout, path), text);
  const anchor = place.commit();
  writeFileSync(join(place.checkout, "lib/a.ex"), MODULE.replace(":b", ":c\n    # 💥 \u202e").replace("a, do: 1", "a, do: 2"));
  renameSync(join(place.checkout, "old.md"), join(place.checkout, "new name.md"));
  writeFileSync(join(place.checkout, "x.bin"), "a\0c");
  writeFileSync(join(place.checkout, "last"), "another end");
  writeFileSync(join(place.checkout, "long"), `${"x".repeat(70_000)}\n${"y\r".repeat(500)}\n`);
  chmodSync(join(place.checkout, "run"), 0o755);
  rmSync(join(place.checkout, "gone"));
  symlinkSync("/etc/passwd", join(place.checkout, "link"));
  const { read } = await place.take(anchor);
  const whole = ["elixir.diff", "other.diff"].map((name) => read(name));
  const short = whole.map((bytes) => bytes.subarray(0, 4_000));
  return {
    name: "patches",
    make: (random) => {
      let bytes = mutateBytes(random, pick(random, random(4) === 0 ? whole : short), whole);
      if (random(3) === 0) bytes = mutateBytes(random, changeNumber(random, bytes), whole);
      const pieceSize = pick(random, [1, 7, 700, 100_000]);
      return async () => void (await orRefused(() => readAll(bytes, pieceSize)));
    },
  };
}

/** Another number where a header counts lines or names a mode. */
function changeNumber(random: Random, bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const numbers = [...text.matchAll(/\d+/g)];
  const match = numbers[random(Math.max(1, numbers.length))];
  if (!match) return bytes;
  const number = pick(random, ["0", "1", "99999999", "9".repeat(30), "-1", "1e9", ""]);
  return Buffer.from(text.slice(0, match.index) + number + text.slice(match.index + match[0].length), "latin1");
}

async function readAll(bytes: Buffer, pieceSize: number): Promise<void> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
  }
  const facts = someFacts();
  const collectFile = createFileCollector(facts, NODE_SHA256);
  const collector = createSnapshotCollector({ basis: "", names: facts, sha256: NODE_SHA256 });
  const { changes, patches } = await readDiff(pieces());
  for (const change of changes) {
    const next = await patches.next();
    if (next.done) throw new Error(`expected a patch for ${change.path}`);
    const file = collectFile(change, next.value);
    collector.add(file, null);
    if (next.value.bytes.length > 0)
      toDisplayFrames(
        parseFilePatch(next.value.bytes),
        file.hunks.filter(({ oldLines, newLines }) => oldLines + newLines > 0).map((hunk) => ({ ...hunk, id: "" })),
      );
  }
  await patches.next();
  decodeSnapshot(encodeSnapshot(collector.end()));
}

const MOST_NAME_BYTES = 255;
/** Names in one checkout. */
export const NAMES_AT_ONCE = 25;

/** Files with every byte in their names that a file system takes, through git, the agent and the sorting: each is there once, under its own name. */
export function createNames(folder: string): Target {
  const place = createPlace(folder);
  const anchor = place.commit();
  return {
    name: "file names",
    make: (random) => {
      const names = new Map(Array.from({ length: NAMES_AT_ONCE }, (_, at) => makeName(random, at)).map((name) => [name.toString("latin1"), name]));
      return async () => {
        const paths = [...names.values()].map((name) => Buffer.concat([Buffer.from(`${place.checkout}/`), name]));
        for (const path of paths) writeFileSync(path, "defmodule A do\nend\n");
        try {
          return await judgeNames([...names.values()], await place.take(anchor));
        } finally {
          for (const path of paths) rmSync(path);
        }
      };
    },
  };
}

const ENDINGS = ["", ".ex", ".exs", ".heex", ".md", "_test.exs", "\\", " ", "\n", ".lock", '"'];
const STARTS = [
  "",
  "-",
  "--output=",
  ":",
  ":(exclude)",
  "!",
  "#",
  " ",
  "..",
  ".git",
  "\\",
  '"',
  "\t",
  "~",
  "*",
  "[",
  "a/b".replace("/", "\u2215"),
  "\u202e",
  "\u001b[31m",
];

function makeName(random: Random, at: number): Buffer {
  const middle = Buffer.from(Array.from({ length: 1 + random(12) }, () => 1 + random(255))).map((byte) => (byte === 0x2f ? 0x5c : byte));
  const start = Buffer.from(pick(random, STARTS));
  const end = Buffer.from(`${at.toString(36)}${pick(random, ENDINGS)}`);
  const long = Buffer.alloc(random(10) === 0 ? MOST_NAME_BYTES : 0, "é");
  return Buffer.concat([start, middle, long.subarray(0, Math.max(0, MOST_NAME_BYTES - start.length - middle.length - end.length)), end]);
}

async function judgeNames(names: readonly Buffer[], { report, read }: Taken): Promise<string | undefined> {
  const agent = {
    readOutput: async (_jobId: string, name: string, offset: number) =>
      ok({ bytes: new Uint8Array(read(name).subarray(offset, offset + 20_000)), size: read(name).length, ended: true }),
  };
  const upgrade: Upgrade = upgraded(anUpgrade()).upgrade();
  const blobs = createMemoryBlobStore();
  const { columns } = await sortSnapshot({ blobs, sha256: NODE_SHA256 }, agent, upgrade, "names", report);
  const { review } = columns;
  const found = new Set(review.files.paths.map((path) => Buffer.from(toPathBytes(path)).toString("latin1")));
  const lost = names.find((name) => !found.has(name.toString("latin1")));
  if (lost) return `the file ${JSON.stringify(toPathText(lost))} is not in the snapshot under its name`;
  return found.size === names.length ? undefined : `${names.length} files came out as ${found.size}`;
}

/** A checkout of its own, whose snapshots are taken as the agent takes them. */
function createPlace(folder: string) {
  const checkout = join(folder, "checkout");
  mkdirSync(join(checkout, "lib"), { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", "-c", "commit.gpgSign=false", ...args], {
      cwd: checkout,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    }).trim();
  let taken = 0;
  return {
    checkout,
    commit: () => {
      writeFileSync(join(checkout, "mix.exs"), "defmodule Shop.MixProject do\n  use Mix.Project\n  def project, do: [app: :shop]\nend\n");
      git("init", "-q", "--template=", "-b", "main");
      git("add", "-A");
      git("commit", "-qm", "start");
      return { tree: git("rev-parse", "HEAD^{tree}"), commit: git("rev-parse", "HEAD") };
    },
    take: async (anchor: { readonly tree: string; readonly commit: string }): Promise<Taken> => {
      const repository = expectOk(openRepository(checkout, join(folder, "own.git"), process.env.PATH ?? "")) satisfies Repository;
      const action = { type: "snapshot", anchorTree: anchor.tree, anchorCommit: anchor.commit, package: "sigra" } as const;
      taken += 1;
      const outputs = join(folder, `outputs-${taken}`);
      const report = await takeSnapshot(repository, action, expectOk(await planSnapshot(repository, action)), outputs);
      return { report, read: (name) => readFileSync(join(outputs, name)) };
    },
  };
}

function expectOk<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { readonly message: string } }): Value {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}
