import { open, stat } from "node:fs/promises";

/** Size of a file; 0 when it is not there yet. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}

/** The bytes from `offset` up to `end` or `limit` of them. */
export async function readRange(path: string, offset: number, end: number, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = Math.max(0, Math.min(end - offset, limit));
  if (length === 0) return new Uint8Array(0);
  const file = await open(path, "r");
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    return bytes.slice(0, bytesRead);
  } finally {
    await file.close();
  }
}
