import { createHash } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file so that after a crash either the old or the whole new content is there: temporary
 * file, fsync, rename, fsync of the folder.
 */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = `${path}.tmp`;
  const descriptor = openSync(temporary, "w", mode);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** Creates a file that appears with its whole content or not at all; false when the name is taken. */
export function createWhole(path: string, content: string): boolean {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode: 0o600 });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Makes created, renamed and removed names in a folder durable. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const PIECE_BYTES = 256 * 1024;

/** Size and SHA-256 of a file, read in pieces into the same memory; of nothing when there is none. */
export async function describeFile(path: string): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash("sha256");
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0) for await (const piece of readPieces(path, size)) hash.update(piece);
  return { sizeBytes: size, sha256: hash.digest("hex") };
}

/** The first bytes of a file; each piece is good until the next one is asked for. */
async function* readPieces(path: string, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  const memory = Buffer.allocUnsafe(Math.min(size, PIECE_BYTES));
  const file = await open(path, "r");
  try {
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(memory, 0, Math.min(memory.length, size - at), at);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
