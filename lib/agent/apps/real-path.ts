import { realpathSync } from "node:fs";
import { relative, sep, isAbsolute } from "node:path";

/** Whether a real path is a folder's real path or lies below it. */
export function isInside(realPath: string, realFolder: string): boolean {
  const way = relative(realFolder, realPath);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The path with every symbolic link resolved; undefined when there is nothing. */
export function findRealPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
