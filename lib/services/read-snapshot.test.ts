import { describe, expect, it, vi } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { isWhitespaceOnly } from "@/lib/core/review/review-index";
import { type GivenFile, storeSnapshot } from "@/lib/testing/store-snapshot";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { openSnapshot } from "./read-snapshot";
import { toSnapshotIndex } from "@/lib/testing/to-snapshot-index";

const ROUTER = ' defmodule HarborWeb.Router do\n-  get "/a", A\n+   get "/a", A\n   get "/b", B\n-  get "/c", C\n end';

const FILES: readonly GivenFile[] = [
  [aRawChange({ path: "lib/harbor_web/router.ex" }), aPatch(ROUTER)],
  [aRawChange({ path: "priv/repo/migrations/20250101000000_a.exs", kind: "added" }), aPatch("+same\n \n+same")],
  [aRawChange({ path: "priv/repo/migrations/20250101000007_a.exs", kind: "added" }), aPatch("+same")],
  [aRawChange({ path: "priv/static/logo.png" }), null],
];

async function aStoredSnapshot(files = FILES) {
  const blobs = createMemoryBlobStore();
  const index = buildSnapshotIndex({
    rawChanges: FILES.map(([change]) => change),
    patchOf: (at) => FILES[at]?.[1] ?? null,
    facts: someFacts(),
  });
  const indexBlob = await storeSnapshot(blobs, files);
  return { index, blobs, indexBlob, snapshot: await openSnapshot(blobs, indexBlob) };
}

describe("a stored snapshot", () => {
  it("is opened once, also by another copy of this module: pages and routes are bundled apart", async () => {
    const { blobs, indexBlob, snapshot } = await aStoredSnapshot();
    vi.resetModules();
    const copy = await import("./read-snapshot");

    expect(copy.openSnapshot).not.toBe(openSnapshot);
    expect(await copy.openSnapshot(blobs, indexBlob)).toBe(snapshot);
  });

  it("has its hunks in columns and says what is known of each", async () => {
    const { index, snapshot } = await aStoredSnapshot();
    const hunks = index.changes.flatMap((change) => change.hunks);

    expect(snapshot.review.files.paths).toEqual(index.changes.map(({ path }) => path));
    expect([...snapshot.review.files.firstHunk]).toEqual([0, 2, 4, 5, 6]);
    expect(hunks.map((_, at) => snapshot.hunk(at))).toEqual(hunks);
    expect(hunks.map((_, at) => snapshot.hunkId(at))).toEqual(hunks.map(({ id }) => id));
    expect(index.changes.map((_, at) => snapshot.change(at))).toEqual(index.changes.map(({ hunks: _, ...change }) => change));
    expect(hunks.map((_, at) => isWhitespaceOnly(snapshot.review, at))).toEqual([true, false, false, false, false, false]);
  });

  it("has its files by path, also when they came in two listings", async () => {
    const { indexBlob } = await aStoredSnapshot();
    const { snapshot, index } = await aStoredSnapshot([...FILES.slice(3), ...FILES.slice(0, 3)]);

    expect(toSnapshotIndex(snapshot).changes.flatMap(({ hunks }) => hunks)).toEqual(index.changes.flatMap(({ hunks }) => hunks));
    expect((await aStoredSnapshot()).indexBlob).toBe(indexBlob);
  });

  it("finds a hunk by its id or the start of it", async () => {
    const { snapshot } = await aStoredSnapshot();
    const id = snapshot.hunkId(2);

    expect([id, id.slice(0, 12), id.slice(0, 20)].map(snapshot.findHunk)).toEqual([2, 2, 2]);
    expect(["", id.slice(0, 11), `${id.slice(0, 12)}${id[12] === "0" ? "1" : "0"}`, "0".repeat(64), "no hunk"].map(snapshot.findHunk)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("has the lines of a file", async () => {
    const { snapshot } = await aStoredSnapshot();

    expect(await snapshot.readPatch(0)).toMatchObject({ additions: 1, deletions: 2, binary: false });
    expect(await snapshot.readPatchBytes(2)).toEqual(FILES[2]?.[1]);
    expect(await snapshot.readPatch(3)).toBeNull();
    await expect(snapshot.readPatch(4)).rejects.toThrow("expected an index below 4, came 4");
  });

  it("stays open for the next reader", async () => {
    const { blobs, indexBlob, snapshot } = await aStoredSnapshot();

    expect(await openSnapshot(blobs, indexBlob)).toBe(snapshot);
  });
});
