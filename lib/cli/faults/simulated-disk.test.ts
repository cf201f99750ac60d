import { describe, expect, it } from "vitest";
import { createRandom } from "@/lib/core/diff/create-random";
import { parseTrace } from "./record-disk";
import { createSimulatedDisk, type DiskOperation } from "./simulated-disk";

const CUTS = 200;

/** Everything that power cuts after some operations leave of a file; null where it is gone. */
function cutsOf(path: string, operations: readonly DiskOperation[]): ReadonlySet<string | null> {
  const disk = createSimulatedDisk(new Map([["there", Buffer.from("old")]]));
  for (const [number, operation] of operations.entries()) disk.apply(operation, number);
  const random = createRandom(1);
  return new Set(Array.from({ length: CUTS }, () => disk.cutPower(random).get(path)?.toString() ?? null));
}

const write = (path: string, text: string): DiskOperation => ({ type: "write", path, offset: 0, bytes: Buffer.from(text) });
const sync = (path: string, before: number): DiskOperation => ({ type: "sync", path, before });

describe("a power cut", () => {
  it("takes or leaves what nobody synced", () => {
    expect(cutsOf("there", [write("there", "new")])).toEqual(new Set(["old", "new"]));
  });

  it("leaves what was synced, and only that for certain", () => {
    expect(cutsOf("there", [write("there", "new"), sync("there", 1)])).toEqual(new Set(["new"]));
    expect(cutsOf("there", [write("there", "new"), sync("there", 0)])).toEqual(new Set(["old", "new"]));
  });

  it("tears a write at the borders of sectors", () => {
    const torn = cutsOf("there", [write("there", `${"a".repeat(512)}${"b".repeat(512)}`)]);

    expect(torn).toContain(`${"a".repeat(512)}`);
    expect(torn).toContain(`old${"\0".repeat(509)}${"b".repeat(512)}`);
  });

  it("takes the name of a synced file whose folder was not synced", () => {
    const made: readonly DiskOperation[] = [
      { type: "mkdir", path: "shelf" },
      { type: "create", path: "shelf/.tmp" },
      write("shelf/.tmp", "blob"),
      sync("shelf/.tmp", 3),
    ];
    const named: readonly DiskOperation[] = [...made, { type: "rename", from: "shelf/.tmp", to: "shelf/blob" }, sync("shelf", 5)];

    expect(cutsOf("shelf/blob", named)).toEqual(new Set([null, "blob"]));
    expect(cutsOf("shelf/blob", [...named, sync("", 6)])).toEqual(new Set(["blob"]));
  });

  it("knows a folder that one thread used before the recording says that another had made it", () => {
    const used: readonly DiskOperation[] = [
      { type: "create", path: "shelf/a" },
      { type: "mkdir", path: "shelf" },
    ];

    expect(cutsOf("shelf/a", [...used, sync("shelf", 2), sync("", 3)])).toEqual(new Set([""]));
    expect(cutsOf("shelf/a", [...used, sync("shelf", 2)])).toEqual(new Set([null, ""]));
    expect(cutsOf("shelf/a", [sync("shelf", 0), ...used, sync("shelf", 3), sync("", 4)])).toEqual(new Set([""]));
  });
});

describe("a recording", () => {
  const hex = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

  it("is read with calls of several threads that overlap, and without those that failed or went elsewhere", () => {
    const trace = [
      `10 openat(AT_FDCWD<${hex("/")}>, "${hex("/data/a")}", O_RDWR|O_CREAT, 0600) = 3<${hex("/data/a")}>`,
      `10 pwrite64(3<${hex("/data/a")}>, "${hex("hello")}", 5, 4096) = 5`,
      `11 fsync(3<${hex("/data/a")}> <unfinished ...>`,
      `10 write(4<${hex("/data/a")}>, "${hex("!")}", 1) = 1`,
      "11 <... fsync resumed>) = 0",
      `10 mkdir("${hex("/data/b")}", 0700) = -1 EEXIST (File exists)`,
      `10 write(5<${hex("/elsewhere")}>, "${hex("x")}", 1) = 1`,
      `10 write(1<${hex("pipe:[1]")}>, "${hex("ACK 1\n")}", 6) = 6`,
    ].join("\n");

    expect(parseTrace(trace, "/data")).toEqual([
      { type: "create", path: "a" },
      { type: "write", path: "a", offset: 4_096, bytes: Buffer.from("hello") },
      { type: "write", path: "a", offset: null, bytes: Buffer.from("!") },
      { type: "sync", path: "a", before: 2 },
      { type: "said", text: "ACK 1\n" },
    ]);
  });

  it("that was cut short is refused", () => {
    expect(() => parseTrace(`10 write(4<${hex("/data/a")}>, "${hex("ab")}", 3) = 3`, "/data")).toThrow("cut 3 written bytes to 2");
  });
});
