import { err, ok, type Result } from "@/lib/core/result";
import { MOST_PICTURE_BYTES, MOST_PICTURE_POINTS, MOST_PICTURE_SIDE } from "./evidence";

export type PngShape = {
  readonly width: number;
  readonly height: number;
  /** The rows that the picture's data must inflate to, pass by pass; more is a bomb. */
  readonly passes: readonly { readonly rows: number; readonly rowBytes: number }[];
  readonly chunks: readonly { readonly type: string; readonly bytes: Uint8Array }[];
};

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** Chunks without which a picture cannot be shown; everything else is metadata and stays behind. */
const NEEDED: ReadonlySet<string> = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
/** Channels and allowed bit depths by colour type. */
const COLOURS: Readonly<Record<number, { readonly channels: number; readonly depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

/**
 * Reads a file as PNG by its structure, not by its name: signature, chunks in order with their checksums, a
 * header within limits, and nothing behind the end. The error says what is wrong with it.
 */
export function parsePng(bytes: Uint8Array): Result<PngShape, string> {
  if (bytes.length > MOST_PICTURE_BYTES) return err(`it has ${bytes.length} bytes, more than ${MOST_PICTURE_BYTES}`);
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return err("it does not begin as a PNG");
  const chunks = readChunks(bytes);
  if (!chunks.ok) return chunks;
  const header = readHeader(chunks.value[0]);
  if (!header.ok) return header;
  const wrong = findDisorder(chunks.value, header.value.colour);
  return wrong === undefined ? ok({ ...header.value.shape, chunks: chunks.value.filter(({ type }) => NEEDED.has(type)) }) : err(wrong);
}

type Chunk = PngShape["chunks"][number];

function readChunks(bytes: Uint8Array): Result<readonly Chunk[], string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at < bytes.length) {
    if (bytes.length - at < 12) return err("it ends within a chunk");
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) return err("a chunk is longer than the file");
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type)) return err("a chunk has no proper name");
    if (view.getUint32(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length))) return err(`the checksum of ${type} is wrong`);
    // An upper-case first letter: a reader that does not know the chunk must not show the picture.
    if (/^[A-Z]/.test(type) && !NEEDED.has(type)) return err(`it needs ${type}, which nobody knows`);
    chunks.push({ type, bytes: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
    if (type === "IEND") return at === bytes.length ? ok(chunks) : err("something follows its end");
  }
  return err("it has no end");
}

function readHeader(chunk: Chunk | undefined): Result<{ readonly shape: Omit<PngShape, "chunks">; readonly colour: number }, string> {
  if (chunk?.type !== "IHDR" || chunk.bytes.length !== 13) return err("it has no header");
  const view = new DataView(chunk.bytes.buffer, chunk.bytes.byteOffset, 13);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = -1, compression, filter, interlace = 2] = chunk.bytes.subarray(8);
  if (width < 1 || height < 1 || width > MOST_PICTURE_SIDE || height > MOST_PICTURE_SIDE || width * height > MOST_PICTURE_POINTS)
    return err(`it is ${width} × ${height}, more than ${MOST_PICTURE_SIDE} a side or ${MOST_PICTURE_POINTS} points`);
  const kind = COLOURS[colour];
  if (!kind?.depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) return err("its header asks for what there is not");
  const bits = kind.channels * depth;
  return ok({ shape: { width, height, passes: interlace === 0 ? [toPass(width, height, bits)] : toPasses(width, height, bits) }, colour });
}

function findDisorder(chunks: readonly Chunk[], colour: number): string | undefined {
  const types = chunks.map(({ type }) => type);
  const count = (wanted: string) => types.filter((type) => type === wanted).length;
  const [first, last] = [types.indexOf("IDAT"), types.lastIndexOf("IDAT")];
  if (count("IHDR") !== 1 || count("PLTE") > 1 || count("tRNS") > 1) return "a chunk is there twice";
  if (first < 0) return "it has no picture";
  if (last - first + 1 !== count("IDAT")) return "its picture is in pieces";
  if (types.slice(first).some((type) => type === "PLTE" || type === "tRNS")) return "its colours come after its picture";
  if (colour === 3 && count("PLTE") !== 1) return "it has no colours";
  const palette = chunks.find(({ type }) => type === "PLTE")?.bytes.length ?? 3;
  if (palette % 3 !== 0 || palette < 3 || palette > 768) return "its colours are not triples";
  if (chunks.some(({ type, bytes }) => type === "IEND" && bytes.length > 0)) return "its end is not empty";
  return undefined;
}

function toPass(width: number, height: number, bits: number): PngShape["passes"][number] {
  return { rows: width === 0 ? 0 : height, rowBytes: 1 + Math.ceil((width * bits) / 8) };
}

/** The seven passes of Adam7: where each starts and how far its points are apart. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function toPasses(width: number, height: number, bits: number): PngShape["passes"] {
  return PASSES.map(([x, y, dx, dy]) => toPass(Math.max(0, Math.ceil((width - x) / dx)), Math.max(0, Math.ceil((height - y) / dy)), bits));
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
