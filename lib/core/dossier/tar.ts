import { utf8ToBytes } from "@noble/hashes/utils.js";

export const TAR_BLOCK = 512;

/** Two empty blocks: the end of an archive. */
export const TAR_END = new Uint8Array(2 * TAR_BLOCK);

export type TarEntry = { readonly folder: string; readonly name: string; readonly size: number; readonly at: number };

/** The one header of an entry: a plain file of nobody's, readable by all, with the time of the export. */
export function toTarHeader({ folder, name, size, at }: TarEntry): Uint8Array {
  const header = new Uint8Array(TAR_BLOCK);
  const put = (text: string, offset: number, limit: number) => {
    const bytes = utf8ToBytes(text);
    if (bytes.length > limit) throw new Error(`tar: expected at most ${limit} bytes, got ${text}`);
    header.set(bytes, offset);
  };
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  put(name, 0, 100);
  put(octal(0o644, 7), 100, 8);
  put(octal(0, 7), 108, 8);
  put(octal(0, 7), 116, 8);
  put(octal(size, 11), 124, 12);
  put(octal(Math.floor(at / 1000), 11), 136, 12);
  put("        ", 148, 8);
  put("0", 156, 1);
  put("ustar\x0000", 257, 8);
  put(octal(0, 7), 329, 8);
  put(octal(0, 7), 337, 8);
  put(folder, 345, 155);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148, 8);
  return header;
}

/** How many bytes follow an entry's content up to the next block. */
export function tarPadding(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}

/** Name and size of the entry a header is of, as far as they can be read; the header is compared with `toTarHeader` of them. */
export function readTarHeader(header: Uint8Array): { readonly folder: string; readonly name: string; readonly size: number } {
  const text = (from: number, length: number) => {
    const field = header.subarray(from, from + length);
    const end = field.indexOf(0);
    return String.fromCharCode(...(end === -1 ? field : field.subarray(0, end)));
  };
  const size = Number.parseInt(text(124, 12), 8);
  return { folder: text(345, 155), name: text(0, 100), size: Number.isSafeInteger(size) && size >= 0 ? size : 0 };
}
