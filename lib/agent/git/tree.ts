import { rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { toPathText } from "@/lib/core/diff/path-text";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import type { Repository } from "./repository";
import { GitError, runGit, runGitLine, splitNul } from "./run-git";

const GITLINK = "160000 ";
const SLASH = 0x2f;
/** More than the five lines of `ls-files --debug` can take. */
const LONGEST_DETAILS = 400;
/** One at a time per agent-owned folder: they share its index. */
const lastInLine = new Map<string, Promise<unknown>>();

/**
 * Tree id of the files as they are now, ignored files left out. Objects go into the agent's folder.
 *
 * Refuses when another repository lies inside the checkout, since a tree id would not cover its
 * contents, and when a file cannot be read.
 * With `fresh` every file is read again, so that a forged file time cannot hide an edit.
 */
export async function takeTree(repository: Repository, { fresh = false } = {}): Promise<Result<string, Refusal>> {
  return inLine(repository.own, async () => {
    const index = join(repository.own, "index");
    const startedSeconds = Math.floor(Date.now() / 1000);
    try {
      rmSync(`${index}.lock`, { force: true });
      if (fresh) rmSync(index, { force: true });
      else await forgetUnsettled(repository, index);
      await runGit(repository, repository.head.oid === null ? ["read-tree", "--empty"] : ["read-tree", "-i", "-m", "--end-of-options", repository.head.oid]);
      const tree = await stageAll(repository, [Buffer.from(".")], {});
      // What the next one goes by: a file that changed since then may have changed after it was read.
      utimesSync(index, startedSeconds, startedSeconds);
      return tree;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return refuse("not-a-checkout", `The checkout cannot be read: ${error.message}. Mend that and try again.`);
    }
  });
}

/** Where `stageAll` puts things; see `runGit`. */
type Target = { readonly index?: string; readonly intoCheckout?: boolean };

/** Brings the index to the work tree's state at the given paths and writes its tree. */
export async function stageAll(repository: Repository, paths: readonly Uint8Array[], target: Target): Promise<Result<string, Refusal>> {
  const nested = await listNestedRepositories(repository, target);
  const [first] = nested;
  if (first && !repository.leavesOutNested) {
    return refuse(
      "not-a-checkout",
      `${toPathText(first)} is a repository of its own, so no tree id covers its contents. Add it to .gitignore, or remove its .git.`,
    );
  }
  const leftOut = nested.map((path) => Buffer.concat([Buffer.from(":(top,literal,exclude)"), path]));
  const input = Buffer.concat([...paths, ...leftOut].flatMap((path) => [path, Buffer.of(0)]));
  await runGit(repository, ["add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul"], { ...target, input, patterns: leftOut.length > 0 });
  return ok(await runGitLine(repository, ["write-tree"], target));
}

/** Tree id of a commit. */
export async function findTreeOf(repository: Repository, commit: string): Promise<string> {
  return runGitLine(repository, ["rev-parse", "--verify", "--end-of-options", `${commit}^{tree}`]);
}

/** Path texts that differ between two trees; null stands for the empty tree. */
export async function listDifferences(repository: Repository, from: string | null, to: string): Promise<readonly string[]> {
  const args =
    from === null
      ? ["ls-tree", "-r", "-z", "--name-only", "--end-of-options", to]
      : ["diff-tree", "-r", "-z", "--name-only", "--no-renames", "--end-of-options", from, to];
  return splitNul(await runGit(repository, args)).map((path) => toPathText(path));
}

/** Whether the agent has the object and it is a tree. */
export async function hasTree(repository: Repository, oid: string): Promise<boolean> {
  const type = await runGitLine(repository, ["cat-file", "-t", oid], { accept: [1, 128] });
  return type === "tree";
}

/**
 * Copies what a tree needs into the agent's folder and keeps it there, so that cleaning up in the
 * checkout cannot take it away. What the `known` trees hold is there already. Quick rather than small, and
 * behind what prints a difference meanwhile: people read that as it comes.
 */
export async function keepTree(repository: Repository, treeId: string, known: readonly string[]): Promise<void> {
  const objects = await runGit(repository, ["rev-list", "--objects", "--no-object-names", "--end-of-options", treeId, ...known.map((tree) => `^${tree}`)], {
    inBackground: true,
  });
  if (objects.length > 0) {
    await runGit(repository, ["pack-objects", "--quiet", "--window=0", "--compression=1", join(repository.own, "objects/pack/pack")], {
      input: objects,
      inBackground: true,
    });
  }
  await runGit(repository, ["update-ref", `refs/kept/${treeId}`, treeId]);
}

/** Paths of gitlinks in the index and of untracked folders with a repository in them. Nothing inside them is run. */
export async function listNestedRepositories(repository: Repository, target: Target = {}): Promise<readonly Buffer[]> {
  const staged = splitNul(await runGit(repository, ["ls-files", "-z", "--stage"], target));
  const gitlinks = staged.filter((line) => line.toString("latin1", 0, GITLINK.length) === GITLINK);
  const others = splitNul(await runGit(repository, ["ls-files", "-z", "--others", "--exclude-standard"], target));
  const folders = others.filter((path) => path.at(-1) === SLASH);
  return [...gitlinks.map((line) => line.subarray(line.indexOf("\t") + 1)), ...folders.map((path) => path.subarray(0, -1))];
}

/**
 * Drops the entries of files that changed about when the index was written, so that they are read again.
 *
 * Git compares a file's change time by whole seconds: a second edit of the same size within that second,
 * behind a restored modification time, looks to it like the file that it read.
 */
async function forgetUnsettled(repository: Repository, index: string): Promise<void> {
  const written = statSync(index, { throwIfNoEntry: false });
  if (!written) return;
  const settledBefore = Math.floor(written.mtimeMs / 1000) - 1;
  const listing = await runGit(repository, ["ls-files", "-z", "--debug"]);
  const unsettled: Buffer[] = [];
  for (let start = 0, end = listing.indexOf(0); end !== -1; end = listing.indexOf(0, start)) {
    const details = listing.toString("latin1", end + 1, end + 1 + LONGEST_DETAILS);
    const [all, changed] = /^ {2}ctime: (\d+):\d+\n(?: {2}[^\n]*\n){4}/.exec(details) ?? [];
    if (all === undefined) throw new GitError("git ls-files --debug: expected five lines of details after each path");
    if (Number(changed) >= settledBefore) unsettled.push(listing.subarray(start, end + 1));
    start = end + 1 + all.length;
  }
  if (unsettled.length > 0) await runGit(repository, ["update-index", "--force-remove", "-z", "--stdin"], { input: Buffer.concat(unsettled) });
}

async function inLine<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
  const turn = (lastInLine.get(key) ?? Promise.resolve()).then(work, work);
  lastInLine.set(
    key,
    turn.catch(() => undefined),
  );
  return turn;
}
