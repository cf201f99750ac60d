import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createReviewWorld } from "@/lib/testing/review-world";
import { imageTypeOf } from "./file-content";
import { createReviewReader } from "./review-reader";

const numbered = (count: number, changed: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_none, at) => `${changed[at + 1] ?? `line ${at + 1}`}\n`).join("");

const FILES = ["lib/harbor/long.ex", "notes.txt"] as const;
const BEFORE = Object.fromEntries(FILES.map((path) => [path, numbered(60)]));
/** Line 10 becomes two, line 30 goes. */
const CHANGED = numbered(60, { 10: "ten\nten and a half" }).replace("line 30\n", "");
const AFTER = Object.fromEntries(FILES.map((path) => [path, CHANGED]));

function blobId(content: string): string {
  return createHash("sha1").update(`blob ${content.length}\0${content}`).digest("hex");
}

async function open() {
  const world = await createReviewWorld(BEFORE, AFTER);
  world.agent.keepBlob(blobId(CHANGED), new TextEncoder().encode(CHANGED));
  const reader = createReviewReader(world);
  const review = await reader.open("upgrade-1", 1);
  if (!review.ok) throw new Error(review.error.message);
  return { world, reader, review: review.value };
}

describe.each([0, 1])("unchanged lines around the hunks of file %i", (file) => {
  it("have their numbers on both sides", async () => {
    const { reader, review } = await open();
    const lines = async (from: number, to: number) => {
      const answer = await reader.readLines(review, file, { from, to });
      return answer.ok ? answer.value.lines.map(([kind, oldLine, newLine, text]) => [kind, oldLine, newLine, text]) : answer.error.code;
    };

    expect(await lines(1, 2)).toEqual([
      [0, 1, 1, "line 1"],
      [0, 2, 2, "line 2"],
    ]);
    expect(await lines(20, 21)).toEqual([
      [0, 19, 20, "line 19"],
      [0, 20, 21, "line 20"],
    ]);
    expect(await lines(40, 40)).toEqual([[0, 40, 40, "line 40"]]);
  });

  it("say where the file ends", async () => {
    const { reader, review } = await open();

    expect(await reader.readLines(review, file, { from: 59, to: 200 })).toMatchObject({ ok: true, value: { end: true, lines: { length: 2 } } });
    expect(await reader.readLines(review, file, { from: 50, to: 59 })).toMatchObject({ ok: true, value: { end: false } });
  });

  it("are refused where a line is changed, or a hunk is in between", async () => {
    const { reader, review } = await open();

    for (const range of [
      { from: 9, to: 10 },
      { from: 11, to: 12 },
      { from: 30, to: 31 },
    ]) {
      expect(await reader.readLines(review, file, range)).toMatchObject({ ok: false, error: { code: "bad-input" } });
    }
    expect(await reader.readLines(review, file, { from: 31, to: 31 })).toMatchObject({ ok: true, value: { lines: [[0, 31, 31, "line 31", [], 0, false]] } });
    expect(await reader.readLines(review, 9, { from: 1, to: 1 })).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("the content of a file", () => {
  it("is refused when it is not what its git id names", async () => {
    const { world, reader, review } = await open();
    world.agent.keepBlob(blobId(CHANGED), new TextEncoder().encode(`${CHANGED} `));

    expect(await reader.readFile(review, 1, "new")).toMatchObject({ ok: false, error: { code: "agent-refused" } });
  });

  it("is refused while the agent is away, and asked for again when it is back", async () => {
    const { world, reader, review } = await open();
    world.agent.goAway();
    expect(await reader.readLines(review, 1, { from: 1, to: 2 })).toMatchObject({ ok: false, error: { code: "agent-unreachable" } });

    world.agent.comeBack();
    expect(await reader.readLines(review, 1, { from: 1, to: 2 })).toMatchObject({ ok: true });
  });
});

describe("a picture", () => {
  it.each([
    ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
    ["image/gif", [...Buffer.from("GIF89a..")]],
    ["image/webp", [...Buffer.from("RIFF0000WEBPVP8 ")]],
    [null, [...Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')]],
    [null, [...Buffer.from("<!doctype html>GIF89a")]],
    [null, []],
  ])("is %s by its first bytes alone", (type, bytes) => {
    expect(imageTypeOf(Uint8Array.from(bytes))).toBe(type);
  });
});
