import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkout, JobAction, JobReport, SnapshotTree, TreeContent } from "@/lib/contract/agent-api";
import type { Result } from "@/lib/core/result";
import { describeFile } from "../durable-file";
import { refuse, type Refusal } from "../refusal";
import { readCheckout } from "./checkout";
import type { Repository } from "./repository";
import { writeDiff, writeDiffSince } from "./diff-since";
import { writeGrowing } from "../growing-file";
import { runGit, splitNul } from "./run-git";
import { listTree, readShownFiles } from "./shown-files";
import { hasTree, keepTree, listDifferences } from "./tree";

type SnapshotAction = Extract<JobAction, { type: "snapshot" }>;
type SnapshotReport = Extract<JobReport, { type: "snapshot" }>;

/** Names a snapshot's outputs can have; the lists are there when it tells only what changed since another one. */
export const SNAPSHOT_OUTPUTS = ["elixir.diff", "other.diff", "tree.json", "elixir.list", "other.list"] as const;
const [ELIXIR_DIFF, OTHER_DIFF, TREE, ELIXIR_LIST, OTHER_LIST] = SNAPSHOT_OUTPUTS;

/** Options of every difference that is sorted: each default spelled out, so that another git gives the same bytes. */
export const DIFF_OPTIONS = [
  "-r",
  "--no-abbrev",
  "--full-index",
  "-M",
  "-l2000",
  "--no-ext-diff",
  "--no-textconv",
  "--diff-algorithm=myers",
  "--indent-heuristic",
  "--inter-hunk-context=0",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--no-color",
  "--no-relative",
  "--submodule=short",
];
const ELIXIR = ["*.ex", "*.exs"];

/** The checkout to take a snapshot of. Refuses when the anchor's tree is not here. */
export async function planSnapshot(repository: Repository, action: SnapshotAction): Promise<Result<Checkout, Refusal>> {
  if (await hasTree(repository, action.anchorTree)) return readCheckout(repository, action.package);
  return refuse("not-found", `This agent does not have the anchor's tree ${action.anchorTree.slice(0, 12)}; take the rollback anchor again.`);
}

/**
 * Writes the difference between the anchor and the checkout into `folder`: all of it, or what changed since the
 * snapshot that the action names. Each output can be read while it grows.
 *
 * The work tree is only read: afterwards it is the same byte for byte.
 */
export async function takeSnapshot(repository: Repository, action: SnapshotAction, checkout: Checkout, folder: string): Promise<SnapshotReport> {
  const { treeId, head, lockDigest } = checkout;
  const { anchorTree } = action;
  const since = action.since !== undefined && (await hasTree(repository, action.since)) ? action.since : null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const groups = [
    { pathspecs: ELIXIR, context: "-U1000000", diff: join(folder, ELIXIR_DIFF), list: join(folder, ELIXIR_LIST) },
    { pathspecs: [".", ...ELIXIR.map((pattern) => `:(exclude)${pattern}`)], context: "-U3", diff: join(folder, OTHER_DIFF), list: join(folder, OTHER_LIST) },
  ];
  await Promise.all([
    writeGrowing(join(folder, TREE), async (file) => {
      const tree: SnapshotTree = { since, ...(await readTree(repository, anchorTree, treeId)) };
      writeFileSync(file, JSON.stringify(tree), { mode: 0o600 });
    }),
    ...groups.map(({ pathspecs, context, diff, list }) => {
      const group = { anchorTree, treeId, options: DIFF_OPTIONS, context, pathspecs };
      return since === null ? writeDiff(repository, group, diff) : writeDiffSince(repository, group, since, list, diff);
    }),
    keepTree(repository, treeId, since === null ? [anchorTree] : [anchorTree, since]),
  ]);
  const names = since === null ? [ELIXIR_DIFF, OTHER_DIFF, TREE] : SNAPSHOT_OUTPUTS;

  return {
    type: "snapshot",
    treeId,
    head,
    lockDigest,
    checkout,
    people: head === null ? [] : await listPeople(repository, action.anchorCommit, head),
    outputs: await Promise.all(names.map(async (name) => ({ name, ...(await describeFile(join(folder, name))) }))),
  };
}

async function readTree(repository: Repository, anchorTree: string, treeId: string): Promise<TreeContent> {
  const [anchorPaths, listed] = await Promise.all([listDifferences(repository, null, anchorTree), listTree(repository, treeId)]);
  return { anchorPaths: [...anchorPaths], paths: listed.map(({ path }) => path), files: await readShownFiles(repository, listed) };
}

/** Authors and committers since the anchor, as the commits name them: `.mailmap` must not rename anybody. */
async function listPeople(repository: Repository, anchor: string, head: string): Promise<{ name: string; email: string }[]> {
  const format = "--format=%an%x00%ae%x00%cn%x00%ce%x00";
  const output = await runGit(repository, ["log", "--no-mailmap", "--no-show-signature", "--encoding=UTF-8", format, "--end-of-options", head, `^${anchor}`]);
  const fields = splitNul(output).map((field) => field.toString("utf8").replace(/^\n/, ""));
  const people = new Map<string, { name: string; email: string }>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const person = { name: fields[at] ?? "", email: fields[at + 1] ?? "" };
    people.set(JSON.stringify(person), person);
  }
  return [...people.values()];
}
