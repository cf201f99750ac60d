import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeBlobStore } from "@/lib/testing/port-contracts/blob-store-contract";
import { createFileBlobStore } from "./file-blob-store";

const PATCH = new TextEncoder().encode("a patch\n".repeat(1_000));

describeBlobStore("in files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-blobs-"));
  return { port: createFileBlobStore(folder), remove: async () => rmSync(folder, { recursive: true }) };
});

describe("a blob in a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "upgrade-review-blobs-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const fileOf = (digest: string) => join(folder, digest.slice(0, 2), `${digest}.gz`);

  it("is compressed, private and alone on its shelf", async () => {
    const digest = await createFileBlobStore(folder).put(PATCH);

    expect(statSync(fileOf(digest)).size).toBeLessThan(PATCH.length / 10);
    expect(statSync(fileOf(digest)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, digest.slice(0, 2)))).toEqual([`${digest}.gz`]);
  });

  it.each([
    ["torn", (file: string) => truncateSync(file, 20)],
    ["empty", (file: string) => truncateSync(file, 0)],
    ["replaced by another blob", (file: string) => writeFileSync(file, gzipSync("something else"))],
    [
      "flipped in one bit",
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        writeFileSync(file, bytes);
      },
    ],
  ])("that is %s is noticed when read, and healed when stored again", async (_, damage) => {
    const store = createFileBlobStore(folder);
    const digest = await store.put(PATCH);
    damage(fileOf(digest));

    await expect(store.get(digest)).rejects.toThrow(`the blob ${digest} is damaged`);

    await store.put(PATCH);
    expect(await store.get(digest)).toEqual(PATCH);
  });

  it("is never looked for outside the folder", async () => {
    await expect(createFileBlobStore(folder).get("../../etc/passwd")).rejects.toThrow("expected a SHA-256");
  });
});
