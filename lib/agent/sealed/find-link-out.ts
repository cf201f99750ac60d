import { readdirSync, readlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isInside } from "../apps/real-path";

/**
 * A link below a folder that leads out of it, or into one of the paths kept apart; undefined when there is
 * none. A link that goes down before it goes up counts as one: where it leads hangs on other links.
 */
export function findLinkOut(root: string, apart: readonly string[] = [], below = ""): string | undefined {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isSymbolicLink() && leadsOut(root, apart, path)) return path;
    const found = entry.isDirectory() ? findLinkOut(root, apart, path) : undefined;
    if (found) return found;
  }
  return undefined;
}

function leadsOut(root: string, apart: readonly string[], path: string): boolean {
  const target = readlinkSync(join(root, path));
  if (
    target
      .replace(/^(\.\.?\/+)*/, "")
      .split("/")
      .includes("..") &&
    !/^(\.\.\/?)+$/.test(target)
  )
    return true;
  const end = resolve(dirname(join(root, path)), target);
  return !isInside(end, root) || apart.some((kept) => isInside(end, join(root, kept)));
}
