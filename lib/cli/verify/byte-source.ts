import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes that can be read anywhere, a file's or some in memory. */
export type ByteSource = {
  readonly size: number;
  /** Fewer bytes than asked for at the end. */
  readonly read: (offset: number, length: number) => Buffer;
  /** Reads into bytes that are there already, and says how many came. */
  readonly fill: (target: Buffer, offset: number) => number;
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
  const fill = (target: Buffer, offset: number): number => {
    let filled = 0;
    while (filled < target.length) {
      const got = readSync(descriptor, target, filled, target.length - filled, offset + filled);
      if (got === 0) break;
      filled += got;
    }
    return filled;
  };
  const read = (offset: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, fill(bytes, offset));
  };
  return { size, descriptor, read, fill };
}

/** Bytes in memory. */
export function toByteSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    descriptor: null,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    fill: (target, offset) => (offset < bytes.length ? bytes.copy(target, 0, offset) : 0),
  };
}

/** The same bytes, to be read four at a time. */
export function toView({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
