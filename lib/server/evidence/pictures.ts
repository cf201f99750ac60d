import "server-only";
import { promisify } from "node:util";
import { crc32, deflate, inflate } from "node:zlib";
import type { PngShape } from "@/lib/core/evidence/parse-png";
import { err, ok } from "@/lib/core/result";
import type { Pictures } from "@/lib/ports/pictures";

const inflateAsync = promisify(inflate);
const deflateAsync = promisify(deflate);
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The highest number of a way in which a row may be told from the one above it. */
const LAST_FILTER = 4;

/** Pictures packed anew beside the main thread, one at a time, after their data was seen to be what their header says. */
export function createPictures(): Pictures {
  let before: Promise<unknown> = Promise.resolve();
  return {
    redraw: (shape) => {
      const drawn = before.then(() => redraw(shape));
      before = drawn.catch(() => undefined);
      return drawn;
    },
  };
}

async function redraw({ chunks, passes }: PngShape) {
  const rawBytes = passes.reduce((sum, { rows, rowBytes }) => sum + rows * rowBytes, 0);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ bytes }) => bytes));
  const raw = await inflateAsync(packed, { maxOutputLength: rawBytes + 1 }).catch(() => undefined);
  if (raw?.length !== rawBytes) return err("its data is not as large as its header says");
  if (!hasKnownFilters(raw, passes)) return err("a row of it cannot be drawn");
  // Packed anew: what the old data carried beside its points does not come along.
  const data = { type: "IDAT", bytes: await deflateAsync(raw) };
  const [ahead, behind] = [chunks.findIndex(({ type }) => type === "IDAT"), chunks.findLastIndex(({ type }) => type === "IDAT") + 1];
  const kept = [...chunks.slice(0, ahead), data, ...chunks.slice(behind)];
  return ok(new Uint8Array(Buffer.concat([SIGNATURE, ...kept.map(toChunk)])));
}

/** Each row begins with how it is to be read; a reader meets nothing it does not know. */
function hasKnownFilters(raw: Uint8Array, passes: PngShape["passes"]): boolean {
  let at = 0;
  for (const { rows, rowBytes } of passes) {
    for (let row = 0; row < rows; row += 1, at += rowBytes) if ((raw[at] ?? 0) > LAST_FILTER) return false;
  }
  return true;
}

function toChunk({ type, bytes }: PngShape["chunks"][number]): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), bytes]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(bytes.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
