import { type FileHandle, open } from "node:fs/promises";
import { renameSync } from "node:fs";

/** How a file is called that is still being written. */
const GROWING = ".part";

/** Writes a file that others read meanwhile; it has its own name once it is whole. */
export async function writeGrowing(path: string, write: (growingPath: string) => void | Promise<void>): Promise<void> {
  await write(`${path}${GROWING}`);
  renameSync(`${path}${GROWING}`, path);
}

/** A piece of a file, how much of the file there is, and whether that is all of it. */
export type GrowingPiece = { readonly bytes: Uint8Array<ArrayBuffer>; readonly size: number; readonly isWhole: boolean };

/** At most `limit` bytes from an offset on; none, of nothing, while the file is not there yet. */
export async function readGrowing(path: string, offset: number, limit: number): Promise<GrowingPiece> {
  // Between the first two looks it may have become whole.
  for (const [name, isWhole] of [
    [path, true],
    [`${path}${GROWING}`, false],
    [path, true],
  ] as const) {
    const file = await openIfThere(name);
    if (file === null) continue;
    try {
      const { size } = await file.stat();
      const bytes = new Uint8Array(Math.max(0, Math.min(size - offset, limit)));
      const { bytesRead } = bytes.length === 0 ? { bytesRead: 0 } : await file.read(bytes, 0, bytes.length, offset);
      return { bytes: bytes.subarray(0, bytesRead), size, isWhole };
    } finally {
      await file.close();
    }
  }
  return { bytes: new Uint8Array(), size: 0, isWhole: false };
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
