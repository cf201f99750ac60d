import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "@/lib/core/result";
import { openRepository, type Repository } from "../git/repository";
import { GitError, runGit } from "../git/run-git";
import { refuse, type Refusal } from "../refusal";
import type { LockedCommit } from "./locked-dependencies";
import { materialiseTree } from "./materialise-tree";

type Place = {
  /** The dependency's folder in the checkout: only objects are read from its `.git`. */
  readonly from: string;
  readonly to: string;
  /** For a git folder of the agent's. */
  readonly own: string;
  readonly searchPath: string;
};

const WAY_OUT = "Fetch the dependencies again (mix deps.get), or have the operator set this app to run unsealed.";

/**
 * Lays out a git dependency from the commit that `mix.lock` names: the commit's bytes must hash to that id and the
 * files to its tree, whatever the checkout's copy holds.
 */
export async function layCommit({ from, to, own, searchPath }: Place, { name, url, commit }: LockedCommit): Promise<Result<null, Refusal>> {
  if (commit === undefined) return refuse("deps-differ", `mix.lock names no whole commit for deps/${name}, so it cannot be sealed. ${WAY_OUT}`);
  const repository = openRepository(from, own, searchPath);
  const treeId = repository.ok ? await findVerifiedTree(repository.value, commit) : undefined;
  if (!repository.ok || treeId === undefined) return refuse("deps-differ", `deps/${name} does not hold commit ${commit}, which mix.lock names. ${WAY_OUT}`);
  try {
    const entries = await runGit(repository.value, ["ls-tree", "-r", "--end-of-options", treeId]);
    if (/^160000 /m.test(entries.toString("latin1"))) return refuse("deps-differ", `deps/${name} has submodules, so it cannot be sealed. ${WAY_OUT}`);
    const laid = await materialiseTree(repository.value, treeId, to, []);
    if (!laid.ok) return refuse(laid.error.code, `deps/${name}: ${laid.error.message}`);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return refuse("deps-differ", `deps/${name} does not hold all of commit ${commit}, which mix.lock names. ${WAY_OUT}`);
  }
  writeGitFolder(join(to, ".git"), url, commit);
  return ok(null);
}

/** The tree of a commit whose bytes are what its id says. */
async function findVerifiedTree(repository: Repository, commit: string): Promise<string | undefined> {
  const bytes = await runGit(repository, ["cat-file", "commit", commit], { accept: [1, 128] });
  const found = createHash("sha1").update(`commit ${bytes.length}\0`).update(bytes).digest("hex");
  return found === commit ? /^tree ([0-9a-f]{40})\n/.exec(bytes.toString("latin1"))?.[1] : undefined;
}

/** What mix compares with the lock, and no more. */
function writeGitFolder(folder: string, url: string, commit: string): void {
  for (const below of ["objects", "refs"]) mkdirSync(join(folder, below), { recursive: true });
  writeFileSync(join(folder, "HEAD"), `${commit}\n`);
  writeFileSync(join(folder, "config"), `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = "${url}"\n`);
}
