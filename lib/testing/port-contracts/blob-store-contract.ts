import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { MakeSubject, Subject } from "./subject";

/** What every blob store does. */
export function describeBlobStore(name: string, make: MakeSubject<BlobStore>): void {
  describe(`a blob store ${name}`, () => {
    let subject: Subject<BlobStore>;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.remove());

    it.each([
      ["nothing", new Uint8Array()],
      ["text", new TextEncoder().encode("diff --git a/mix.exs b/mix.exs\n")],
      ["every byte", Uint8Array.from({ length: 5_000 }, (_, index) => index % 256)],
    ])("names %s by its SHA-256 and gives it back", async (_, bytes) => {
      const digest = await subject.port.put(bytes);

      expect(digest).toBe(sha256Hex(bytes));
      expect(await subject.port.get(digest)).toEqual(bytes);
    });

    it("takes the same bytes many times at once", async () => {
      const bytes = new TextEncoder().encode("the same");

      const digests = await Promise.all(Array.from({ length: 10 }, () => subject.port.put(bytes)));

      expect(new Set(digests).size).toBe(1);
      expect(await subject.port.get(sha256Hex(bytes))).toEqual(bytes);
    });

    it("throws when it has no such blob", async () => {
      await expect(subject.port.get(sha256Hex("never stored"))).rejects.toThrow();
    });
  });
}
