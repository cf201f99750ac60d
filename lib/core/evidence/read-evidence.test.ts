import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { aChunk, aPng } from "@/lib/testing/a-png";
import { MOST_TEXT_BYTES } from "./evidence";
import { parsePng } from "./parse-png";
import { readEvidence } from "./read-evidence";

const SIGNATURE = 8;
const IHDR_END = SIGNATURE + 25;

function inserted(bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

describe("a picture taken by its structure", () => {
  it("is a PNG of any kind, with its size and what its data comes to", () => {
    for (const [colorType, channels] of [
      [0, 1],
      [2, 3],
      [4, 2],
      [6, 4],
    ] as const) {
      const png = new Uint8Array(PNG.sync.write(new PNG({ width: 7, height: 5 }), { colorType, inputColorType: 6 }));
      expect(parsePng(png)).toMatchObject({ ok: true, value: { width: 7, height: 5, passes: [{ rows: 5, rowBytes: 1 + 7 * channels }] } });
    }
  });

  it("leaves its metadata out", () => {
    const text = aChunk("tEXt", Buffer.from("Comment\0<script>alert(1)</script>"));
    const parsed = parsePng(inserted(aPng(), IHDR_END, text));

    expect(parsed.ok && parsed.value.chunks.map(({ type }) => type)).toEqual(["IHDR", "IDAT", "IEND"]);
  });

  it.each([
    ["what follows its end", (png: Uint8Array) => Buffer.concat([png, Buffer.from("<script>")]), /follows its end/],
    ["a cut end", (png: Uint8Array) => png.subarray(0, -5), /ends within a chunk|longer than/],
    ["a changed byte", (png: Uint8Array) => Buffer.from(png).fill(1, 20, 21), /checksum/],
    ["a chunk nobody knows and everybody needs", (png: Uint8Array) => inserted(png, IHDR_END, aChunk("EVIL", Buffer.from("x"))), /nobody knows/],
    ["a name that is none", (png: Uint8Array) => inserted(png, IHDR_END, aChunk("a b!", Buffer.from("x"))), /proper name/],
    ["a second header", (png: Uint8Array) => inserted(png, IHDR_END, Buffer.from(png.subarray(SIGNATURE, IHDR_END))), /twice/],
    [
      "a picture in pieces",
      (png: Uint8Array) => inserted(png, IHDR_END, Buffer.concat([aChunk("IDAT", Buffer.alloc(0)), aChunk("tEXt", Buffer.from("a"))])),
      /pieces/,
    ],
    ["a size beyond all screens", () => aPng({ header: { width: 60_000, height: 60_000 } }), /more than/],
    ["no size", () => aPng({ header: { width: 0, height: 1 } }), /more than/],
    ["a colour type there is not", () => aPng({ header: { colour: 5 } }), /header/],
    ["a chunk that says it is longer than the file", (png: Uint8Array) => Buffer.from(png).fill(0xff, IHDR_END, IHDR_END + 2), /longer/],
    ["another kind of file", () => Buffer.from("GIF89a........."), /begin/],
  ])("is refused with %s", (_, change, why) => {
    const parsed = parsePng(new Uint8Array(change(aPng())));

    expect(parsed).toMatchObject({ ok: false, error: expect.stringMatching(why) });
  });

  it("answers any bytes with a yes or a no, and every changed byte of a picture with a no", () => {
    const png = aPng();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (tail) => {
        readEvidence(tail);
        readEvidence(Buffer.concat([png.subarray(0, tail.length % png.length), tail]));
      }),
      { numRuns: 2_000 },
    );
    for (let at = 0; at < png.length; at += 1) {
      const changed = Uint8Array.from(png, (byte, index) => (index === at ? byte ^ 0x5a : byte));
      expect([at, readEvidence(changed).ok]).toEqual([at, false]);
    }
  });

  it("says what its data may inflate to, so that a bomb can be told", () => {
    const bomb = aPng({ data: deflateSync(Buffer.alloc(2_000_000)) });
    expect(parsePng(bomb)).toMatchObject({ ok: true, value: { passes: [{ rows: 4, rowBytes: 1 + 4 * 4 }] } });
  });
});

describe("a text taken as evidence", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it.each(["fine", "Zürich 🎉\r\n\tindented", "\u001b[31mred\u001b[0m"])("is UTF-8 such as %j", (text) => {
    expect(readEvidence(bytes(text))).toMatchObject({ ok: true, value: { type: "text/plain" } });
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["half a character", Uint8Array.of(0x61, 0xc3)],
    ["a null", bytes("a\0b")],
    ["a JPEG", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ["a PDF with bytes", Buffer.concat([bytes("%PDF-1.7\n%"), Uint8Array.of(0xe2, 0xe3)])],
    ["too much", new Uint8Array(MOST_TEXT_BYTES + 1).fill(0x61)],
  ])("is not %s", (_, given) => {
    expect(readEvidence(given).ok).toBe(false);
  });
});
