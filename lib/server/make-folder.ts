import "server-only";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing; false when it was there. Node's own way to do that says "no such
 * file" where a disk is read-only, and nobody would know what to do.
 */
export async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "ENOENT") throw error;
  }
  await makeFolder(dirname(folder));
  return makeFolder(folder);
}
