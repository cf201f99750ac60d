import { createHash } from "node:crypto";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Digest } from "@/lib/core/digest";

/** SHA-256 over everything in a folder: paths, contents, what is executable, where links lead; not over times. */
export async function digestFolder(root: string): Promise<Digest> {
  const hash = createHash("sha256");
  for (const line of await describeEntries(root, "")) hash.update(line);
  return hash.digest("hex");
}

async function describeEntries(root: string, below: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const lines: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) lines.push(`${JSON.stringify(["folder", path])}\n`, ...(await describeEntries(root, path)));
    else lines.push(`${JSON.stringify(entry.isSymbolicLink() ? ["link", path, await readlink(join(root, path))] : await describeFile(root, path))}\n`);
  }
  return lines;
}

async function describeFile(root: string, path: string): Promise<readonly string[]> {
  const { mode } = await stat(join(root, path));
  const digest = createHash("sha256")
    .update(await readFile(join(root, path)))
    .digest("hex");
  return ["file", path, (mode & 0o100) === 0 ? "plain" : "executable", digest];
}
