import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ok, type Result } from "@/lib/core/result";
import { findRealPath, isInside } from "../apps/real-path";
import { syncFolder } from "../durable-file";
import { refuse, type Refusal } from "../refusal";
import { isBranchName } from "./branch-name";
import { findBranchCommit, listPackedRefs } from "./head";
import type { Repository } from "./repository";

/** What git leaves in `.git` while something is half done. */
const UNDER_WAY = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG", "rebase-merge", "rebase-apply"];

/** Refuses while a merge, rebase or the like is half done in the checkout. */
export function requireNothingUnderWay({ dotGit }: Repository): Result<null, Refusal> {
  const found = UNDER_WAY.find((name) => existsSync(join(dotGit, name)));
  return found ? refuse("dirty-tree", `A merge, rebase or similar is under way in the checkout (.git/${found}); finish or abort it first.`) : ok(null);
}

/**
 * The branch as it would be: new at HEAD's commit, or existing there already.
 *
 * Refuses names git would not take, and a branch that exists at another commit.
 */
export function planBranch(repository: Repository, branch: string): Result<{ readonly created: boolean; readonly head: string }, Refusal> {
  const { head, dotGit } = repository;
  if (!isBranchName(branch)) return refuse("bad-branch", `${JSON.stringify(branch)} is not a branch name git accepts; choose another one.`);
  if (head.oid === null) return refuse("bad-branch", "The checkout has no commit yet; make the first commit before branching.");
  const nothing = requireNothingUnderWay(repository);
  if (!nothing.ok) return nothing;
  const existing = findBranchCommit(dotGit, branch);
  if (existing !== undefined && existing !== head.oid) {
    return refuse(
      "bad-branch",
      `Branch ${branch} exists at ${existing.slice(0, 12)}, HEAD is at ${head.oid.slice(0, 12)}; check it out yourself or choose another name.`,
    );
  }
  if (existing === undefined && hasNameConflict(dotGit, branch)) {
    return refuse("bad-branch", `Branch ${branch} cannot exist beside a branch whose name is a folder of it; choose another name.`);
  }
  return ok({ created: existing === undefined, head: head.oid });
}

/** Creates the branch where planned and points HEAD at it. No file of the work tree changes. */
export function pointHeadAtBranch(repository: Repository, branch: string, plan: { readonly created: boolean; readonly head: string }): void {
  if (plan.created) moveBranch(repository, branch, null, plan.head);
  replaceLocked(join(repository.dotGit, "HEAD"), `ref: refs/heads/${branch}\n`, () => undefined);
}

/** Moves a branch from one commit (null: from nowhere) to another. @throws when it is elsewhere by now. */
export function moveBranch({ dotGit }: Repository, branch: string, from: string | null, to: string): void {
  const path = join(dotGit, "refs/heads", branch);
  mkdirSync(dirname(path), { recursive: true });
  const folder = findRealPath(dirname(path));
  if (folder === undefined || !isInside(folder, dotGit)) throw new Error(`.git/refs/heads leads outside the checkout at ${branch}`);
  removeIfEmpty(path);
  replaceLocked(path, `${to}\n`, () => {
    const found = findBranchCommit(dotGit, branch) ?? null;
    if (found !== from) throw new Error(`branch ${branch} moved to ${found ?? "nothing"} meanwhile, expected ${from ?? "nothing"}; nothing was written`);
  });
}

/** Git's own protocol: `<file>.lock` created exclusively, checked under the lock, renamed over the file. */
function replaceLocked(path: string, content: string, check: () => void): void {
  const lock = `${path}.lock`;
  writeFileSync(lock, content, { flag: "wx", flush: true });
  try {
    check();
    renameSync(lock, path);
  } catch (error) {
    rmSync(lock, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Git leaves the folder of `a/b` behind when that branch is gone; it would be in the way of `a`. */
function removeIfEmpty(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) rmdirSync(path);
}

/** Whether `a` exists and `a/b` is asked for, or the other way round. */
function hasNameConflict(dotGit: string, branch: string): boolean {
  const full = `refs/heads/${branch}`;
  const packed = [...listPackedRefs(dotGit).keys()];
  if (packed.some((name) => name.startsWith(`${full}/`) || full.startsWith(`${name}/`))) return true;
  const found = lstatSync(join(dotGit, full), { throwIfNoEntry: false });
  if (found) return !found.isDirectory() || readdirSync(join(dotGit, full)).length > 0;
  const parents = branch
    .split("/")
    .slice(0, -1)
    .map((_part, index, parts) => parts.slice(0, index + 1).join("/"));
  return parents.some((parent) => lstatSync(join(dotGit, "refs/heads", parent), { throwIfNoEntry: false })?.isDirectory() === false);
}
