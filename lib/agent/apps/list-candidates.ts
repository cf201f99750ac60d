import { existsSync, lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Candidate } from "@/lib/contract/agent-api";
import { findRealPath } from "./real-path";

const MAX_DEPTH = 3;
const MAX_CANDIDATES = 200;
const SKIPPED = new Set(["node_modules", "deps", "_build"]);

/**
 * Git checkouts with a `mix.exs` at most three folders below the roots. Links are not followed.
 *
 * @param findAppId the app a real path is already configured as
 */
export function listCandidates(roots: readonly string[], findAppId: (realPath: string) => string | undefined): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const queue = roots.flatMap((root) => findRealPath(root) ?? []).map((path) => ({ path, depth: 0 }));
  for (let next = queue.shift(); next !== undefined && found.size < MAX_CANDIDATES; next = queue.shift()) {
    const { path, depth } = next;
    if (isCheckout(path)) found.set(path, { path, name: basename(path), appId: findAppId(path) ?? null });
    else if (depth < MAX_DEPTH) queue.push(...listFolders(path).map((folder) => ({ path: folder, depth: depth + 1 })));
  }
  return [...found.values()];
}

function isCheckout(path: string): boolean {
  return lstatSync(join(path, ".git"), { throwIfNoEntry: false })?.isDirectory() === true && existsSync(join(path, "mix.exs"));
}

function listFolders(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !SKIPPED.has(entry.name)).map(({ name }) => join(path, name));
  } catch {
    return [];
  }
}
