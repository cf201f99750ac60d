import { describe, expect, it } from "vitest";
import { createByteCache } from "./byte-cache";

function aCache(limitBytes: number) {
  const made: string[] = [];
  const cache = createByteCache<string>(limitBytes, (value) => value.length);
  const get = (key: string, value: string) =>
    cache.get(key, async () => {
      made.push(key);
      return value;
    });
  return { made, get, cache };
}

describe("a cache bounded in bytes", () => {
  it("gives what it has, and lets go of what was used longest ago", async () => {
    const { made, get } = aCache(10);
    await get("a", "12345");
    await get("b", "12345");
    await get("a", "12345");
    await get("c", "12345");

    expect(await get("a", "other")).toBe("12345");
    expect(await get("b", "67890")).toBe("67890");
    expect(made).toEqual(["a", "b", "c", "b"]);
  });

  it("makes a value once for all who ask at the same time", async () => {
    const { made, get } = aCache(10);

    expect(await Promise.all([get("a", "1"), get("a", "2"), get("a", "3")])).toEqual(["1", "1", "1"]);
    expect(made).toEqual(["a"]);
  });

  it("gives a value that is too large without keeping it or dropping others", async () => {
    const { made, get } = aCache(5);
    await get("small", "12345");

    expect(await get("large", "123456")).toBe("123456");
    await get("large", "123456");
    await get("small", "12345");
    expect(made).toEqual(["small", "large", "large"]);
  });

  it("does not keep a failure", async () => {
    const { get, cache } = aCache(5);

    await expect(cache.get("a", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    expect(await get("a", "back")).toBe("back");
  });
});
