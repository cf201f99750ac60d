import { crc32, deflateSync } from "node:zlib";

type APng = { readonly header?: { readonly width?: number; readonly height?: number; readonly colour?: number }; readonly data?: Uint8Array };

/** One chunk of a PNG with the checksum that belongs to it. */
export function aChunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A red square of 4 by 4 points, or what a test makes of it. */
export function aPng({ header: { width = 4, height = 4, colour = 6 } = {}, data }: APng = {}): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour, 0, 0, 0], 8);
  const row = [0, ...Array.from({ length: 4 }, () => [255, 0, 0, 255]).flat()];
  const raw = data ?? deflateSync(Uint8Array.from(Array.from({ length: 4 }, () => row).flat()));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Uint8Array(Buffer.concat([signature, aChunk("IHDR", header), aChunk("IDAT", raw), aChunk("IEND", new Uint8Array())]));
}
