import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeBlobStore } from "@/lib/testing/port-contracts/blob-store-contract";
import { blobFile } from "../blobs/file-blob-store";
import { createUploads } from "./uploads";

const DAY_MS = 24 * 3_600_000;
const START = Date.UTC(2026, 10, 22);

const create = (folder: string, now: () => number = Date.now) => createUploads(folder, { now, onFailure: () => {} });

describeBlobStore("of uploads", async () => {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-uploads-"));
  return { port: create(folder), remove: async () => rmSync(folder, { recursive: true }) };
});

describe("an upload that no record names", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "upgrade-review-uploads-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const listFiles = () => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());

  it("goes after a day, with what was left half written, and not before", async () => {
    let now = START;
    const uploads = create(folder, () => now);
    const old = await uploads.put(Buffer.from("forgotten"));
    const half = join(dirname(blobFile(folder, old)), ".half.tmp");
    writeFileSync(half, "ha");
    utimesSync(half, now / 1_000, now / 1_000);
    now += DAY_MS - 1_000;
    const fresh = await uploads.put(Buffer.from("to be named"));
    await uploads.sweep();
    expect(listFiles()).toHaveLength(3);

    now += 2_000;
    await uploads.sweep();

    expect(listFiles()).toHaveLength(1);
    expect(await uploads.get(fresh)).toEqual(new Uint8Array(Buffer.from("to be named")));
    await expect(uploads.get(old)).rejects.toThrow("missing");
  });

  it("is as good as new when it is uploaded again", async () => {
    let now = START;
    const uploads = create(folder, () => now);
    await uploads.put(Buffer.from("twice"));
    now += DAY_MS - 1_000;
    const again = await uploads.put(Buffer.from("twice"));
    now += 2_000;

    await uploads.sweep();

    expect(await uploads.get(again)).toEqual(new Uint8Array(Buffer.from("twice")));
  });

  it("is no trouble where nothing was uploaded yet", async () => {
    await expect(create(join(folder, "none")).sweep()).resolves.toBeUndefined();
  });
});
