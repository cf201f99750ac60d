import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export function digestSources(paths, skip = () => false) {
  const hash = createHash("sha256");
  const add = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats || skip(path)) return;
    if (stats.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path}\0${stats.size}\0`).update(readFileSync(path));
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

export function hasStamp(file, digest) {
  return statSync(file, { throwIfNoEntry: false }) !== undefined && readFileSync(file, "utf8") === digest;
}

export function writeStamp(file, digest) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, digest);
}
