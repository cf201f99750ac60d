import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { isInside } from "../apps/real-path";

/**
 * The file a program name stands for: an absolute path, a path inside the checkout, or a name looked
 * for in the given folders.
 */
export function findProgram(name: string, folders: readonly string[], checkout: string): string | undefined {
  if (isAbsolute(name)) return isExecutable(name) ? name : undefined;
  if (!name.includes("/")) return folders.map((folder) => join(folder, name)).find(isExecutable);
  const path = join(checkout, name);
  return isExecutable(path) && isInside(realpathSync(path), realpathSync(checkout)) ? path : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
