import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aFolder } from "@/lib/testing/agent/a-checkout";
import { readGrowing, writeGrowing } from "./growing-file";

describe("a file that is read while it grows", () => {
  it("gives what is there, and says when that is all", async () => {
    const path = join(aFolder(), "output");
    const read = async (offset: number) => {
      const { bytes, size, isWhole } = await readGrowing(path, offset, 4);
      return [Buffer.from(bytes).toString(), size, isWhole];
    };

    expect(await read(0)).toEqual(["", 0, false]);
    await writeGrowing(path, async (growing) => {
      appendFileSync(growing, "abc");
      expect(await read(0)).toEqual(["abc", 3, false]);
      expect(await read(3)).toEqual(["", 3, false]);
      appendFileSync(growing, "def");
      expect(await read(1)).toEqual(["bcde", 6, false]);
      expect(existsSync(path)).toBe(false);
    });
    expect(await read(5)).toEqual(["f", 6, true]);
    expect(await read(9)).toEqual(["", 6, true]);
  });

  it("is never whole when writing it failed", async () => {
    const path = join(aFolder(), "output");

    await expect(
      writeGrowing(path, (growing) => {
        appendFileSync(growing, "abc");
        throw new Error("the disk is full");
      }),
    ).rejects.toThrow("the disk is full");

    expect(await readGrowing(path, 0, 10)).toMatchObject({ size: 3, isWhole: false });
  });
});
