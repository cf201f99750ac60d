import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { findRealPath } from "@/lib/agent/apps/real-path";
import type { Repository } from "@/lib/agent/git/repository";
import { runGit, runGitLine } from "@/lib/agent/git/run-git";
import { DIFF_OPTIONS, planSnapshot, SNAPSHOT_OUTPUTS, takeSnapshot } from "@/lib/agent/git/snapshot";
import { findTreeOf } from "@/lib/agent/git/tree";
import { snapshotTreeSchema } from "@/lib/contract/agent-api";
import { guessAppFacts } from "@/lib/core/classify/app-facts";
import type { AppFacts, ClassifiedChange } from "@/lib/core/classify/classification";
import { listFrameTitles, titlesOf } from "@/lib/core/diff/frame-titles";
import { parseRawDiff, type RawChange, splitDiffOutput } from "@/lib/core/diff/parse-raw-diff";
import { buildSnapshotIndex, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { splitPatch } from "@/lib/core/diff/split-patch";
import { err, ok, type Result } from "@/lib/core/result";
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
};

type FileSlice = { readonly change: RawChange; readonly patch: Uint8Array; readonly shown: Uint8Array };

const [ELIXIR_DIFF, OTHER_DIFF, TREE] = SNAPSHOT_OUTPUTS;
/** As the snapshot's own difference of Elixir files, with the context that is shown. */
const SHOWN_ELIXIR = ["diff-tree", ...DIFF_OPTIONS, "--raw", "-z", "-p", "-U3", "--end-of-options"];

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

  const files = [...(await readElixirFiles(repository, folder, [anchorTree, treeId])), ...readOtherFiles(folder)];
  files.sort(({ change: a }, { change: b }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const tree = snapshotTreeSchema.parse(JSON.parse(readFileSync(join(folder, TREE), "utf8")));
  const { paths, anchorPaths, files: texts } = tree;
  const facts = guessAppFacts({ mixExs: texts["mix.exs"] ?? "", paths, anchorPaths, files: texts }, basename(repository.workTree));
  const index = buildSnapshotIndex({
    rawChanges: files.map(({ change }) => change),
    patchOf: (at) => files[at]?.patch ?? null,
    facts,
    sha256: NODE_SHA256,
  });
  const changes = index.changes.map((change, at) => ({ ...change, headers: titlesOf(change.hunks, listFrameTitles(files[at]?.shown ?? new Uint8Array())) }));
  return ok({ base, facts, counts: index.counts, changes });
}

/** The patch of an Elixir file has its whole text; what a reader is shown of it is a second difference. */
async function readElixirFiles(repository: Repository, folder: string, trees: readonly string[]): Promise<readonly FileSlice[]> {
  const whole = toSlices(readFileSync(join(folder, ELIXIR_DIFF)));
  const shown = toSlices(await runGit(repository, [...SHOWN_ELIXIR, ...trees, "--", "*.ex", "*.exs"], { patterns: true }));
  return whole.map(({ change, patch }, at) => ({ change, patch, shown: shown[at]?.patch ?? patch }));
}

function readOtherFiles(folder: string): readonly FileSlice[] {
  return toSlices(readFileSync(join(folder, OTHER_DIFF))).map(({ change, patch }) => ({ change, patch, shown: patch }));
}

function toSlices(output: Uint8Array): readonly { readonly change: RawChange; readonly patch: Uint8Array }[] {
  const { raw, patch } = splitDiffOutput(output);
  const changes = parseRawDiff(raw);
  const slices = splitPatch(changes, patch);
  return changes.map((change, at) => ({ change, patch: slices[at] ?? new Uint8Array() }));
}
