import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes that can be read anywhere, a file's or some in memory. */
export type ByteSource = {
  readonly size: number;
  /** Fewer bytes than asked for at the end. */
  readonly read: (offset: number, length: number) => Buffer;
  /** The open file they are in, which another thread can read as well; null for bytes in memory. */
  readonly descriptor: number | null;
};

/** The bytes of a file, for as long as `use` takes. */
export async function withFile<Value>(path: string, use: (source: ByteSource) => Promise<Value>): Promise<Value> {
  const descriptor = openSync(path, "r");
  try {
    return await use(toFileSource(descriptor, fstatSync(descriptor).size));
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of an open file. */
export function toFileSource(descriptor: number, size: number): ByteSource {
  return {
    size,
    descriptor,
    read: (offset, length) => {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const got = readSync(descriptor, bytes, filled, length - filled, offset + filled);
        if (got === 0) break;
        filled += got;
      }
      return bytes.subarray(0, filled);
    },
  };
}

/** Bytes in memory. */
export function toByteSource(bytes: Buffer): ByteSource {
  return { size: bytes.length, descriptor: null, read: (offset, length) => bytes.subarray(offset, offset + length) };
}
