import { describe, expect, it } from "vitest";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { createSegmentWriter } from "./segment-writer";

const patchOf = (length: number, byte: number) => new Uint8Array(length).fill(byte);

describe("patches in segments", () => {
  it("are found again where they are said to be, a large one in a segment of its own", async () => {
    const blobs = createMemoryBlobStore();
    const writer = createSegmentWriter(blobs);
    const patches = [600_000, 600_000, 3_000_000, 10, 400_000, 1_048_576, 7].map((length, at) => patchOf(length, at + 1));
    const places = [];
    for (const patch of patches) places.push(await writer.add(patch));
    await writer.end();

    for (const [at, place] of places.entries()) {
      if (place === null) throw new Error("expected a place");
      const segment = await blobs.get(place.segment.digest());
      expect(Buffer.compare(segment.subarray(place.offset, place.offset + place.length), patches[at] ?? segment)).toBe(0);
    }
    expect(new Set(places.map((place) => place?.segment.digest())).size).toBe(5);
    expect(await writer.add(new Uint8Array())).toBeNull();
  });

  it("that cannot be stored are told about, at the end at the latest", async () => {
    const writer = createSegmentWriter({ ...createMemoryBlobStore(), put: () => Promise.reject(new Error("disk full")) });
    const place = await writer.add(patchOf(10, 1));

    expect(() => place?.segment.digest()).toThrow("expected a segment to be stored");
    await expect(writer.end()).rejects.toThrow("disk full");
  });
});
