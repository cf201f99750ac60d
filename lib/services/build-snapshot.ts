import { type JobReport, snapshotTreeSchema, type TreeContent } from "@/lib/contract/agent-api";
import { canonicalJson } from "@/lib/core/canonical-json";
import { readAppFacts } from "@/lib/core/classify/app-facts";
import type { AppFacts } from "@/lib/core/classify/classification";
import { isSameChange, parseRawDiff, type RawChange } from "@/lib/core/diff/parse-raw-diff";
import { readDiff } from "@/lib/core/diff/read-diff";
import { scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import type { Sha256 } from "@/lib/core/diff/sha256";
import { type Digest, digestOf } from "@/lib/core/digest";
import type { Finding } from "@/lib/core/lane/finding";
import { evaluateExpectations } from "@/lib/core/review/evaluate-expectations";
import { listPlaced } from "@/lib/core/review/placed";
import { createFileCollector } from "@/lib/core/snapshot/collect-file";
import type { CollectedFile } from "@/lib/core/snapshot/collected-file";
import { createSnapshotCollector, storedPatchAt } from "@/lib/core/snapshot/collect-snapshot";
import { toSnapshotBuckets } from "@/lib/core/snapshot/snapshot-buckets";
import { encodeSnapshot } from "@/lib/core/snapshot/snapshot-bytes";
import { hunkIdAt, rawChangeAt, type SnapshotColumns, sumUp } from "@/lib/core/snapshot/snapshot-columns";
import type { SnapshotContent } from "@/lib/core/upgrade/decide/record-fact";
import type { SignOffDifferences } from "@/lib/core/upgrade/decide/record-snapshot";
import { listAttempts, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import type { BlobStore } from "@/lib/ports/blob-store";
import { openSnapshot, readDifferences, type StoredSnapshot } from "./read-snapshot";
import { createSegmentWriter } from "./segment-writer";
import { type Outputs, readOutput, requireAnnounced, streamOutput } from "./stream-output";

const NOTHING = new Uint8Array();

type SnapshotReport = Extract<JobReport, { type: "snapshot" }>;
export type BuiltSnapshot = { readonly content: SnapshotContent; readonly differences: SignOffDifferences };

/** What a snapshot is built with. */
export type SnapshotDeps = {
  readonly blobs: BlobStore;
  /** The fastest SHA-256 at hand; a portable one when left out. */
  readonly sha256?: Sha256;
  /** Names the rules of this process: what others decided is decided again. */
  readonly rulesId?: string;
};

/** Gets to know a snapshot while it is sorted. */
export type SortObserver = {
  readonly start: (facts: AppFacts) => void;
  /** So many files more are to be sorted. */
  readonly listed: (files: number) => void;
  /** A file is sorted; null where it is taken over. The files of a group come in git's order, one group after the other. */
  readonly sorted: (path: string, file: CollectedFile | null, patch: Uint8Array) => void;
  /** The next group of files begins. */
  readonly nextGroup: () => void;
};

/** What a snapshot job found, every hunk classified, patches and index stored. */
export type SortedSnapshot = {
  readonly outputs: Outputs;
  readonly tree: TreeContent;
  readonly facts: AppFacts;
  readonly columns: SnapshotColumns;
  readonly indexBlob: Digest;
};

/**
 * Reads the outputs of a snapshot job, finished or under way, as they come: classifies every hunk, stores patches
 * and index.
 *
 * @param report what the job says its outputs are; null while it is under way
 * @throws when an output is none, or not what the agent announced.
 */
export async function sortSnapshot(
  deps: SnapshotDeps,
  agent: Pick<Agent, "readOutput">,
  upgrade: Upgrade,
  jobId: string,
  report: SnapshotReport | null,
  observer?: SortObserver,
): Promise<SortedSnapshot> {
  const { blobs, sha256 } = deps;
  const outputs: Outputs = { agent, jobId, announced: report?.outputs ?? null, sha256, came: [] };
  const tree = snapshotTreeSchema.parse(JSON.parse(new TextDecoder().decode(await readOutput(outputs, "tree.json"))));
  const facts = readTreeFacts(tree);
  const earlier = tree.since === null ? null : await openEarlier(deps, upgrade, tree.since);
  observer?.start(facts);
  const columns = await collectSnapshot(deps, outputs, facts, earlier, observer);
  return { outputs, tree, facts, columns, indexBlob: await blobs.put(encodeSnapshot(columns)) };
}

/**
 * Makes a snapshot of what was found, and looks which expectations are met.
 *
 * @throws when an output was not what the agent announced.
 */
export async function buildSnapshot(
  { blobs, sha256 }: SnapshotDeps,
  { outputs, tree, facts, columns, indexBlob }: SortedSnapshot,
  upgrade: Upgrade,
  report: SnapshotReport,
): Promise<BuiltSnapshot> {
  requireAnnounced(outputs, report.outputs);
  const expectations = evaluateExpectations(upgrade.lane, { choices: listChoices(upgrade), facts, tree, findings: listFindings(upgrade) });
  const placed = listPlaced({ review: columns.review, hunkId: (hunk) => hunkIdAt(columns, hunk) });
  const { treeId, head, lockDigest, people } = report;
  const { files, additions, deletions } = sumUp(columns);
  return {
    content: {
      treeId,
      head,
      lockDigest,
      people,
      indexBlob,
      files,
      additions,
      deletions,
      buckets: toSnapshotBuckets(columns, upgrade.assignments, sha256),
      expectations: [...expectations],
    },
    differences: await readDifferences(blobs, upgrade, placed, upgrade.assignments),
  };
}

/** Reads both differences one file at a time; what is as it was in the snapshot they start from is taken over. */
async function collectSnapshot(
  deps: SnapshotDeps,
  outputs: Outputs,
  facts: AppFacts,
  earlier: StoredSnapshot | null,
  observer: SortObserver | undefined,
): Promise<SnapshotColumns> {
  const { blobs, sha256, rulesId = null } = deps;
  const basis = rulesId === null ? "" : digestOf("upgrade-review/snapshot-basis/1", [rulesId, canonicalJson(facts)]);
  const isDecidedAlike = basis !== "" && earlier?.columns.basis === basis;
  const collectFile = createFileCollector(facts, sha256);
  const collector = createSnapshotCollector({ basis, names: facts, sha256, earlier: isDecidedAlike ? earlier.columns : null });
  const segments = createSegmentWriter(blobs);
  const known = createKnownFiles(earlier);

  async function keep(change: RawChange): Promise<void> {
    const file = known(change);
    if (earlier === null || file === null) throw new Error(`expected a patch for ${change.path}, or the file as it was in the snapshot before`);
    if (isDecidedAlike) collector.keep(file);
    else collector.add(collectFile(change, scanFilePatch((await earlier.readPatchBytes(file)) ?? NOTHING)), storedPatchAt(earlier.columns, file));
  }

  for (const group of ["elixir", "other"]) {
    const { changes, patches } = await readDiff(streamOutput(outputs, `${group}.diff`));
    const listed = earlier === null ? changes : parseRawDiff(await readOutput(outputs, `${group}.list`));
    observer?.nextGroup();
    observer?.listed(listed.length);
    let told = 0;
    for (const change of listed) {
      if (!isSameChange(change, changes[told])) {
        await keep(change);
        observer?.sorted(change.path, null, NOTHING);
        continue;
      }
      told += 1;
      const next = await patches.next();
      if (next.done) throw new Error(`expected a patch for ${change.path}`);
      const file = collectFile(change, next.value);
      observer?.sorted(change.path, file, next.value.bytes);
      collector.add(file, await segments.add(next.value.bytes));
    }
    if (told < changes.length) throw new Error(`expected ${changes[told]?.path} in the listing of all changes`);
    await patches.next();
  }
  await segments.end();
  return collector.end();
}

/** The snapshot of the tree that the agent started from. @throws when there is none */
async function openEarlier({ blobs }: SnapshotDeps, { snapshots }: Upgrade, since: string): Promise<StoredSnapshot> {
  const snapshot = snapshots.findLast(({ treeId }) => treeId === since);
  if (!snapshot) throw new Error(`expected a snapshot of the tree ${since} to start from`);
  return openSnapshot(blobs, snapshot.indexBlob);
}

/** Finds a file of a snapshot of which git said the same. */
function createKnownFiles(earlier: StoredSnapshot | null): (change: RawChange) => number | null {
  const byPath = new Map(earlier?.review.files.paths.map((path, file) => [path, file]));
  return (change) => {
    const file = byPath.get(change.path);
    return earlier !== null && file !== undefined && isSameChange(change, rawChangeAt(earlier.columns, file)) ? file : null;
  };
}

function readTreeFacts({ files, paths, anchorPaths }: TreeContent): AppFacts {
  return readAppFacts({ mixExs: files["mix.exs"] ?? "", paths, anchorPaths, files });
}

function listChoices({ decisions }: Upgrade): Record<string, string> {
  return Object.fromEntries(Object.entries(decisions).flatMap(([stepId, decision]) => (decision.type === "chosen" ? [[stepId, decision.option]] : [])));
}

function listFindings(upgrade: Upgrade): Record<string, readonly Finding[]> {
  return Object.fromEntries(
    upgrade.lane.steps.map(({ id }) => {
      const ends = listAttempts(upgrade, id).flatMap(({ progress }) => (progress.status === "ended" ? [progress] : []));
      return [id, ends.at(-1)?.findings ?? []];
    }),
  );
}
