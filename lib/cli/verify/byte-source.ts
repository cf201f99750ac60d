import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes that can be read anywhere, a file's or some in memory. */
export type ByteSource = { readonly size: number /** Fewer bytes than asked for at the end. */; readonly read: (offset: number, length: number) => Buffer };

/** The bytes of a file, for as long as `use` takes. */
export async function withFile<Value>(path: string, use: (source: ByteSource) => Promise<Value>): Promise<Value> {
  const handle = openSync(path, "r");
  try {
    return await use({
      size: fstatSync(handle).size,
      read: (offset, length) => {
        const bytes = Buffer.allocUnsafe(length);
        let filled = 0;
        while (filled < length) {
          const got = readSync(handle, bytes, filled, length - filled, offset + filled);
          if (got === 0) break;
          filled += got;
        }
        return bytes.subarray(0, filled);
      },
    });
  } finally {
    closeSync(handle);
  }
}

/** Bytes in memory. */
export function toByteSource(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}
