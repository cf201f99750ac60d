import { describe, expect, it } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { isWhitespaceOnly } from "@/lib/core/review/review-index";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { openSnapshot } from "./read-snapshot";

const ROUTER = ' defmodule HarborWeb.Router do\n-  get "/a", A\n+   get "/a", A\n   get "/b", B\n-  get "/c", C\n end';

async function aStoredSnapshot() {
  const blobs = createMemoryBlobStore();
  const patches = [aPatch(ROUTER), null, aPatch("+same")];
  const patchBlobs = await Promise.all(patches.map((patch) => (patch === null ? null : blobs.put(patch))));
  const index = buildSnapshotIndex({
    rawChanges: [
      aRawChange({ path: "lib/harbor_web/router.ex" }),
      aRawChange({ path: "priv/static/logo.png" }),
      aRawChange({ path: "priv/repo/migrations/20250101000000_a.exs", kind: "added" }),
    ],
    patchOf: (at) => patches[at] ?? null,
    patchBlobOf: (at) => patchBlobs[at] ?? null,
    facts: someFacts(),
  });
  const indexBlob = await blobs.put(new TextEncoder().encode(JSON.stringify(index)));
  return { index, blobs, indexBlob, snapshot: await openSnapshot(blobs, indexBlob) };
}

describe("a stored snapshot", () => {
  it("has its hunks in columns and says what is known of each", async () => {
    const { index, snapshot } = await aStoredSnapshot();
    const hunks = index.changes.flatMap((change) => change.hunks);

    expect(snapshot.review.files.paths).toEqual(index.changes.map(({ path }) => path));
    expect([...snapshot.review.files.firstHunk]).toEqual([0, 2, 3, 4]);
    expect(hunks.map((_, at) => snapshot.hunk(at))).toEqual(hunks);
    expect(hunks.map((_, at) => snapshot.hunkId(at))).toEqual(hunks.map(({ id }) => id));
    expect(index.changes.map((_, at) => snapshot.change(at))).toEqual(index.changes.map(({ hunks: _, ...change }) => change));
    expect(hunks.map((_, at) => isWhitespaceOnly(snapshot.review, at))).toEqual([true, false, false, false]);
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
    expect(await snapshot.readPatch(1)).toBeNull();
    await expect(snapshot.readPatch(3)).rejects.toThrow("expected an index below 3, came 3");
  });

  it("stays open for the next reader", async () => {
    const { blobs, indexBlob, snapshot } = await aStoredSnapshot();

    expect(await openSnapshot(blobs, indexBlob)).toBe(snapshot);
  });
});
