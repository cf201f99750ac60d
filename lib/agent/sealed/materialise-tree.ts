import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "@/lib/core/result";
import type { Repository } from "../git/repository";
import { runGit, runGitLine } from "../git/run-git";
import { refuse, type Refusal } from "../refusal";
import { findLinkOut } from "./find-link-out";

/**
 * Writes a tree's files into an empty folder of the agent's, then reads them back: the tree id computed
 * over what lies there must be the one asked for.
 *
 * Refuses a tree with a link that leads out of it, or to the app's state: what is behind it was not signed.
 */
export async function materialiseTree(repository: Repository, treeId: string, folder: string, state: readonly string[]): Promise<Result<null, Refusal>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const index = `${folder}.index`;
  const sealed: Repository = { ...repository, workTree: folder };
  try {
    await runGit(sealed, ["read-tree", "--end-of-options", treeId], { index });
    await runGit(sealed, ["checkout-index", "--all", "--force"], { index });
    rmSync(index);
    await runGit(sealed, ["add", "--all", "--force", "--", "."], { index });
    const found = await runGitLine(sealed, ["write-tree"], { index });
    if (found !== treeId) throw new Error(`expected tree ${treeId} in ${folder}, found ${found}`);
  } finally {
    rmSync(index, { force: true });
    rmSync(join(`${index}.lock`), { force: true });
  }
  const link = findLinkOut(folder, state);
  return link
    ? refuse("link-leads-out", `${link} leads to what nobody signed. Replace the link, or have the operator set this app to run unsealed.`)
    : ok(null);
}
