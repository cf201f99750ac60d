import { lstatSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { findBranchCommit, type Head } from "@/lib/agent/git/head";
import { openRepository, type Repository } from "@/lib/agent/git/repository";
import { ok, type Result } from "@/lib/core/result";

/**
 * Opens a checkout with a git folder of its own at `own`, for reading.
 *
 * Unlike the agent, which also writes, this takes a linked work tree too: its objects and names are those
 * of the clone it belongs to. Repositories inside it are left out, as git leaves them out of a difference. An error says in one sentence what is wrong.
 */
export function openCheckout(workTree: string, own: string, searchPath: string): Result<Repository, string> {
  const linked = findLinked(workTree);
  const opened = openRepository(linked?.clone ?? workTree, own, searchPath);
  if (!opened.ok) return { ok: false, error: opened.error.message.replace(/\.$/, "") };
  const repository = { ...opened.value, leavesOutNested: true };
  return ok(linked === undefined ? repository : { ...repository, workTree, head: linked.head });
}

/** Where a linked work tree belongs; undefined for any other folder. */
function findLinked(workTree: string): { readonly clone: string; readonly head: Head } | undefined {
  const pointer = readFirstLine(join(workTree, ".git"));
  if (!pointer?.startsWith("gitdir: ")) return undefined;
  const gitDir = resolve(workTree, pointer.slice("gitdir: ".length));
  const common = resolve(gitDir, readFirstLine(join(gitDir, "commondir")) ?? ".");
  const head = readFirstLine(join(gitDir, "HEAD"));
  if (common === gitDir || basename(common) !== ".git" || head === undefined) return undefined;
  const branch = /^ref: refs\/heads\/(.+)$/.exec(head)?.[1];
  const found: Head = branch === undefined ? { type: "detached", oid: head } : { type: "branch", branch, oid: findBranchCommit(common, branch) ?? null };
  return { clone: dirname(common), head: found };
}

function readFirstLine(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, "utf8").split("\n")[0]?.trim() : undefined;
  } catch {
    return undefined;
  }
}
