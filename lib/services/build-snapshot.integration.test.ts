import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRepository, type Repository } from "@/lib/agent/git/repository";
import { planSnapshot, takeSnapshot } from "@/lib/agent/git/snapshot";
import type { JobReport } from "@/lib/contract/agent-api";
import { createRandom, type Random } from "@/lib/core/diff/create-random";
import type { Digest } from "@/lib/core/digest";
import { ok } from "@/lib/core/result";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { NODE_SHA256 } from "@/lib/server/node-sha256";
import { aCheckout, aFolder, git } from "@/lib/testing/agent/a-checkout";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { anUpgrade, upgraded } from "@/lib/testing/upgrade-builders";
import { sortSnapshot } from "./build-snapshot";
import { openSnapshot } from "./read-snapshot";
import { toSnapshotIndex } from "@/lib/testing/to-snapshot-index";

type Report = Extract<JobReport, { type: "snapshot" }>;
type Taken = { readonly report: Report; readonly read: (name: string) => Buffer };
type World = { readonly checkout: string; readonly repository: Repository; readonly anchorTree: string; readonly anchorCommit: string };

const JOB = "job-under-way";
const UPGRADE = upgraded(anUpgrade()).upgrade();
const MIGRATIONS = [1, 2, 3, 4].map((time) => `priv/repo/migrations/2025010100000${time}_same.exs`);
const PATHS = [...MIGRATIONS, ...["lib/shop/a.ex", "lib/shop/b.ex", "lib/shop/sub/c.ex", "lib/shop_web/router.ex", "notes/one.md", "notes/two words.md", "x"]];

describe("a snapshot after another", () => {
  it.each([
    ["the same rules", () => "rules"],
    ["rules that have changed", (round: number) => `rules ${round}`],
  ])(
    "is the one that is taken anew, under %s",
    async (_, rulesIdOf) => {
      let spared = 0;
      for (const seed of [1, 2]) {
        const random = createRandom(seed);
        const world = aWorld(random);
        const blobs = createMemoryBlobStore();
        let before: { readonly treeId: string; readonly indexBlob: Digest } | null = null;
        for (let round = 0; round < 4; round += 1) {
          edit(random, world.checkout, 1 + random(3));
          const whole = await take(world, null);
          const anew = await build(blobs, whole, null, "anew");
          if (before !== null) {
            const since = await take(world, before.treeId);
            const built = await build(blobs, since, before, rulesIdOf(round));

            expect(await describeSnapshot(blobs, built)).toEqual(await describeSnapshot(blobs, anew));
            spared += ["elixir.diff", "other.diff"].filter((name) => since.read(name).length < whole.read(name).length).length;
          }
          before = { treeId: whole.report.treeId, indexBlob: await build(blobs, whole, null, rulesIdOf(round)) };
        }
      }
      expect(spared).toBeGreaterThan(3);
    },
    240_000,
  );

  it("is refused when it lacks a file that was not there before", async () => {
    const world = aWorld(createRandom(1));
    const blobs = createMemoryBlobStore();
    writeFileSync(join(world.checkout, "old.ex"), "old\n");
    const first = await take(world, null);
    const before = { treeId: first.report.treeId, indexBlob: await build(blobs, first, null, "rules") };
    writeFileSync(join(world.checkout, "new.ex"), "new\n");
    const since = await take(world, before.treeId);
    const second = await take(world, null);

    await expect(build(blobs, { ...since, read: (name) => (name === "elixir.diff" ? first : since).read(name) }, before, "rules")).rejects.toThrow(
      "expected a patch for new.ex",
    );
    await expect(build(blobs, since, null, "rules")).rejects.toThrow(`expected a snapshot of the tree ${before.treeId}`);
    expect(await describeSnapshot(blobs, await build(blobs, since, before, "rules"))).toEqual(
      await describeSnapshot(blobs, await build(blobs, second, null, "rules")),
    );
  });
});

function aWorld(random: Random): World {
  const checkout = aCheckout(aFolder());
  for (const path of PATHS) write(checkout, path, someText(random));
  git(checkout, "add", "-A");
  git(checkout, "commit", "-qm", "anchor");
  const opened = openRepository(checkout, join(aFolder(), "own"), process.env.PATH ?? "");
  if (!opened.ok) throw new Error(opened.error.message);
  return {
    checkout,
    repository: opened.value,
    anchorTree: git(checkout, "rev-parse", "HEAD^{tree}").trim(),
    anchorCommit: git(checkout, "rev-parse", "HEAD").trim(),
  };
}

async function take({ repository, anchorTree, anchorCommit }: World, since: string | null): Promise<Taken> {
  const action = { type: "snapshot", anchorTree, anchorCommit, package: "sigra", ...(since === null ? {} : { since }) } as const;
  const planned = await planSnapshot(repository, action);
  if (!planned.ok) throw new Error(planned.error.message);
  const folder = aFolder();
  return { report: await takeSnapshot(repository, action, planned.value, folder), read: (name) => readFileSync(join(folder, name)) };
}

async function build(
  blobs: ReturnType<typeof createMemoryBlobStore>,
  { report, read }: Taken,
  before: { readonly treeId: string; readonly indexBlob: Digest } | null,
  rulesId: string,
): Promise<Digest> {
  const agent = {
    readOutput: async (_jobId: string, name: string, offset: number) =>
      ok({ bytes: read(name).subarray(offset, offset + 700), size: read(name).length, ended: true }),
  };
  const upgrade = {
    ...UPGRADE,
    snapshots: before === null ? [] : [before],
  } as unknown as Upgrade;
  return (await sortSnapshot({ blobs, sha256: NODE_SHA256, rulesId }, agent, upgrade, JOB, report)).indexBlob;
}

async function describeSnapshot(blobs: ReturnType<typeof createMemoryBlobStore>, indexBlob: Digest) {
  const snapshot = await openSnapshot(blobs, indexBlob);
  const { changes, counts } = toSnapshotIndex(snapshot);
  const patches = await Promise.all(changes.map((_, file) => snapshot.readPatchBytes(file)));
  return {
    counts,
    review: snapshot.review,
    changes: changes.map((change, file) => ({ ...change, patch: Buffer.from(patches[file] ?? []).toString() })),
  };
}

/** A few edits of all kinds that git tells apart. */
function edit(random: Random, checkout: string, times: number): void {
  for (let time = 0; time < times; time += 1) {
    const path = PATHS[random(PATHS.length)] ?? "";
    const at = join(checkout, path);
    const isThere = existsSync(at) && lstatSync(at).isFile();
    const dice = random(8);
    if (!isThere || dice < 3) write(checkout, path, someText(random));
    else if (dice === 3) rmSync(at);
    else if (dice === 4) chmodSync(at, 0o755);
    else if (dice === 5) renameSync(at, `${at.replace(/\.\w+$/, "")}_moved${random(3)}${/\.\w+$/.exec(path)?.[0] ?? ""}`);
    else if (dice === 6) {
      rmSync(at);
      symlinkSync("elsewhere", at);
    } else {
      rmSync(at);
      write(checkout, `${path}/inside.ex`, someText(random));
    }
  }
}

function write(checkout: string, path: string, text: string): void {
  const at = join(checkout, path);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
}

function someText(random: Random): string {
  const lines = ["defmodule Shop.A do", "  def a, do: 1", "  def a, do: 1", "", "end", "plain words", "Shop"];
  return `${Array.from({ length: 4 + random(30) }, () => lines[random(lines.length)] ?? "").join("\n")}\n`;
}
