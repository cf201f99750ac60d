import { closeSync, copyFileSync, openSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { JobAction } from "@/lib/contract/agent-api";
import { ok, type Result } from "@/lib/core/result";
import { toPathBytes } from "@/lib/core/diff/path-text";
import { refuse, type Refusal } from "../refusal";
import { moveBranch, requireNothingUnderWay } from "./point-branch";
import type { Repository } from "./repository";
import { runGit, runGitLine } from "./run-git";
import { findTreeOf, listDifferences, stageAll, takeTree } from "./tree";

type CommitAction = Extract<JobAction, { type: "commit" }>;
/** A commit that is ready to be made. */
type CommitPlan = { readonly branch: string; readonly parent: string; readonly paths: readonly string[]; readonly isEmpty: boolean };

/** Which of the asked-for paths differ from HEAD. Refuses when there is no branch or commit to add to. */
export async function planCommit(repository: Repository, { paths }: CommitAction): Promise<Result<CommitPlan, Refusal>> {
  const { head } = repository;
  if (head.type === "detached") return refuse("bad-branch", "HEAD is on no branch; create the upgrade branch first.");
  if (head.oid === null) return refuse("bad-branch", "The branch has no commit yet; make the first commit yourself.");
  const nothing = requireNothingUnderWay(repository);
  if (!nothing.ok) return nothing;
  const tree = await takeTree(repository);
  if (!tree.ok) return tree;

  const changed = await listDifferences(repository, await findTreeOf(repository, head.oid), tree.value);
  const wanted = paths.includes(".") ? changed : changed.filter((path) => paths.some((asked) => path === asked || path.startsWith(`${asked}/`)));
  return ok({ branch: head.branch, parent: head.oid, paths: wanted, isEmpty: wanted.length === 0 });
}

/**
 * Makes the commit with plumbing: no hook, no filter and no setting of the checkout takes part.
 *
 * The new objects go into the checkout; its index is written anew to match, so that the person's
 * `git status` is clean where the files are.
 *
 * @throws when the branch moved meanwhile or another git is at work in the checkout; nothing is moved then.
 */
export async function makeCommit(repository: Repository, plan: CommitPlan, { message, author }: CommitAction, now: number): Promise<string> {
  const index = join(repository.own, "commit-index");
  const target = { index, intoCheckout: true };
  rmSync(index, { force: true });
  try {
    await runGit(repository, ["read-tree", "--end-of-options", plan.parent], target);
    const tree = await stageAll(repository, plan.paths.map(toPathBytes), target);
    if (!tree.ok) throw new Error(tree.error.message);
    const moment = `${Math.floor(now / 1000)} +0000`;
    const commit = await runGitLine(repository, ["commit-tree", "-p", plan.parent, "-F", "-", tree.value], {
      ...target,
      input: message.endsWith("\n") ? message : `${message}\n`,
      environment: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: moment,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        GIT_COMMITTER_DATE: moment,
      },
    });
    // Fills in file times; 1 means that files outside the commit still differ.
    await runGit(repository, ["update-index", "-q", "--refresh"], { ...target, accept: [1] });
    replaceIndex(repository, index, () => moveBranch(repository, plan.branch, plan.parent, commit));
    return commit;
  } finally {
    rmSync(index, { force: true });
  }
}

/** Under the checkout's own index lock: first the branch, then the index. */
function replaceIndex({ dotGit }: Repository, index: string, move: () => void): void {
  const path = join(dotGit, "index");
  const lock = `${path}.lock`;
  try {
    closeSync(openSync(lock, "wx"));
  } catch (error) {
    throw new Error("another git is at work in the checkout (.git/index.lock); wait for it, or remove the file if none runs", { cause: error });
  }
  try {
    copyFileSync(index, lock);
    // Git trusts a file's recorded time only when it is older than the index; a copy must not look younger.
    const { atime, mtime } = statSync(index);
    utimesSync(lock, atime, mtime);
    move();
    renameSync(lock, path);
  } catch (error) {
    rmSync(lock, { force: true });
    throw error;
  }
}
