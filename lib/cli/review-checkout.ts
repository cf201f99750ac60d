import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { findRealPath } from "@/lib/agent/apps/real-path";
import { writeDiff } from "@/lib/agent/git/diff-since";
import type { Repository } from "@/lib/agent/git/repository";
import { runGitLine } from "@/lib/agent/git/run-git";
import { DIFF_OPTIONS, planSnapshot, SNAPSHOT_OUTPUTS, takeSnapshot } from "@/lib/agent/git/snapshot";
import { findTreeOf, listNestedRepositories } from "@/lib/agent/git/tree";
import { snapshotTreeSchema } from "@/lib/contract/agent-api";
import { guessAppFacts } from "@/lib/core/classify/app-facts";
import type { AppFacts, ClassifiedChange } from "@/lib/core/classify/classification";
import { listFrameTitles, titlesOf } from "@/lib/core/diff/frame-titles";
import { isSameChange, type RawChange } from "@/lib/core/diff/parse-raw-diff";
import { toPathText } from "@/lib/core/diff/path-text";
import { readDiff } from "@/lib/core/diff/read-diff";
import type { ScannedPatch } from "@/lib/core/diff/scan-file-patch";
import { countAll, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { err, ok, type Result } from "@/lib/core/result";
import { createFileCollector } from "@/lib/core/snapshot/collect-file";
import { createSnapshotCollector } from "@/lib/core/snapshot/collect-snapshot";
import { hunkAt, rawChangeAt } from "@/lib/core/snapshot/snapshot-columns";
import { copyRefs } from "./copy-refs";
import { NODE_SHA256 } from "@/lib/server/node-sha256";
import { openCheckout } from "./open-checkout";

/** A change with git's own `@@` line for each of its hunks, empty for a hunk without lines. */
export type ReviewedChange = ClassifiedChange & { readonly headers: readonly string[] };

export type CheckoutReview = {
  /** What the work tree was compared with. */
  readonly base: { readonly name: string; readonly oid: string };
  readonly facts: AppFacts;
  readonly counts: SnapshotIndex["counts"];
  readonly changes: readonly ReviewedChange[];
  /** Folders that are repositories of their own, of which nothing was read. */
  readonly leftOut: readonly string[];
};

const [ELIXIR_DIFF, OTHER_DIFF, TREE] = SNAPSHOT_OUTPUTS;
/** As the snapshot's own difference of Elixir files, with the context that is shown. */
const SHOWN_ELIXIR_DIFF = "elixir-shown.diff";

/**
 * Compares the files of a checkout as they are now with a commit, and sorts what changed.
 *
 * The checkout is only read, and nothing of its configuration runs: git works in a folder of its own
 * that is gone afterwards. An error says in one sentence what is wrong with the path or the commit's name.
 */
export async function reviewCheckout(path: string, ref: string): Promise<Result<CheckoutReview, string>> {
  const workTree = findRealPath(path);
  if (workTree === undefined) return err(`${path} is not there`);
  if (!statSync(workTree).isDirectory()) return err(`${path} is no folder; give the top folder of a git checkout`);
  const own = mkdtempSync(join(tmpdir(), "upgrade-review-"));
  try {
    const opened = openCheckout(workTree, join(own, "git"), process.env.PATH ?? "");
    if (!opened.ok) return opened;
    copyRefs(opened.value);
    const base = await findCommit(opened.value, ref);
    if (base === undefined) return err(`${JSON.stringify(ref)} names no commit of ${path}; give a commit, a branch, a tag or the like of HEAD~1`);
    return await compare(opened.value, { name: ref, oid: base }, join(own, "snapshot"));
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

async function findCommit(repository: Repository, ref: string): Promise<string | undefined> {
  if (ref === "" || ref.startsWith("-") || ref.includes("\0")) return undefined;
  const found = await runGitLine(repository, ["rev-parse", "--quiet", "--verify", "--end-of-options", `${ref}^{commit}`], { accept: [1, 128] });
  return /^[0-9a-f]{40,64}$/.test(found) ? found : undefined;
}

async function compare(repository: Repository, base: CheckoutReview["base"], folder: string): Promise<Result<CheckoutReview, string>> {
  const anchorTree = await findTreeOf(repository, base.oid);
  const action = { type: "snapshot", anchorTree, anchorCommit: base.oid, package: "sigra" } as const;
  const planned = await planSnapshot(repository, action);
  if (!planned.ok) return err(planned.error.message.replace(/\.$/, ""));
  const { treeId } = await takeSnapshot(repository, action, planned.value, folder);
  const shown = { anchorTree, treeId, options: DIFF_OPTIONS, context: "-U3", pathspecs: ["*.ex", "*.exs"] };
  await writeDiff(repository, shown, join(folder, SHOWN_ELIXIR_DIFF));

  const tree = snapshotTreeSchema.parse(JSON.parse(readFileSync(join(folder, TREE), "utf8")));
  const { paths, anchorPaths, files: texts } = tree;
  const facts = guessAppFacts({ mixExs: texts["mix.exs"] ?? "", paths, anchorPaths, files: texts }, basename(repository.workTree));
  const changes = await collectChanges(folder, facts);
  const leftOut = (await listNestedRepositories(repository)).map((path) => toPathText(path));
  return ok({ base, facts, counts: countAll(changes), changes, leftOut });
}

/** Reads the differences one file at a time, as they are read for a snapshot; by path. */
async function collectChanges(folder: string, facts: AppFacts): Promise<readonly ReviewedChange[]> {
  const collectFile = createFileCollector(facts, NODE_SHA256);
  const collector = createSnapshotCollector({ basis: "", names: facts, sha256: NODE_SHA256 });
  const headersOf = new Map<string, readonly string[]>();
  for await (const { change, patch, shown } of readFiles(folder)) {
    const collected = collectFile(change, patch);
    headersOf.set(change.path, titlesOf(collected.hunks, listFrameTitles(shown)));
    collector.add(collected, null);
  }
  const columns = collector.end();
  const { files } = columns.review;
  return Array.from({ length: files.count }, (_, file): ReviewedChange => {
    const change = rawChangeAt(columns, file);
    const firstHunk = files.firstHunk[file] ?? 0;
    const hunks = Array.from({ length: (files.firstHunk[file + 1] ?? 0) - firstHunk }, (_none, at) => hunkAt(columns, firstHunk + at));
    return {
      ...change,
      binary: files.binary[file] === 1,
      additions: files.additions[file] ?? 0,
      deletions: files.deletions[file] ?? 0,
      hunks,
      headers: headersOf.get(change.path) ?? [],
    };
  });
}

type ReadFile = { readonly change: RawChange; readonly patch: ScannedPatch; readonly shown: Uint8Array };

/** Every file, with its patch as it is sorted and as it is shown: that of an Elixir file has its whole text. */
async function* readFiles(folder: string): AsyncGenerator<ReadFile> {
  const open = (name: string) => readDiff(createReadStream(join(folder, name)));
  const [whole, shown, other] = [await open(ELIXIR_DIFF), await open(SHOWN_ELIXIR_DIFF), await open(OTHER_DIFF)];
  for (const [at, change] of whole.changes.entries()) {
    if (!isSameChange(change, shown.changes[at])) throw new Error(`expected ${change.path} in both differences, came ${shown.changes[at]?.path}`);
    const patch = await readNext(whole.patches);
    yield { change, patch, shown: (await readNext(shown.patches)).bytes };
  }
  for (const change of other.changes) {
    const patch = await readNext(other.patches);
    yield { change, patch, shown: patch.bytes };
  }
}

async function readNext(patches: AsyncGenerator<ScannedPatch, void, undefined>): Promise<ScannedPatch> {
  const next = await patches.next();
  if (next.done) throw new Error("expected a patch for every file that git lists");
  return next.value;
}
