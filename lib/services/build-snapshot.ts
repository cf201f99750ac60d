import { type JobReport, type SnapshotTree, snapshotTreeSchema } from "@/lib/contract/agent-api";
import { canonicalJson } from "@/lib/core/canonical-json";
import { readAppFacts } from "@/lib/core/classify/app-facts";
import type { AppFacts } from "@/lib/core/classify/classification";
import { readDiff } from "@/lib/core/diff/read-diff";
import type { Sha256 } from "@/lib/core/diff/sha256";
import { digestOf } from "@/lib/core/digest";
import type { Finding } from "@/lib/core/lane/finding";
import { evaluateExpectations } from "@/lib/core/review/evaluate-expectations";
import { listPlaced, toBuckets } from "@/lib/core/review/placed";
import { createFileCollector } from "@/lib/core/snapshot/collect-file";
import { createSnapshotCollector } from "@/lib/core/snapshot/collect-snapshot";
import { encodeSnapshot } from "@/lib/core/snapshot/snapshot-bytes";
import { hunkIdAt, type SnapshotColumns, sumUp } from "@/lib/core/snapshot/snapshot-columns";
import type { SnapshotContent } from "@/lib/core/upgrade/decide/record-fact";
import type { SignOffDifferences } from "@/lib/core/upgrade/decide/record-snapshot";
import { listAttempts, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import type { BlobStore } from "@/lib/ports/blob-store";
import { readDifferences } from "./read-snapshot";
import { createSegmentWriter } from "./segment-writer";
import { type Outputs, readOutput, streamOutput } from "./stream-output";

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

/**
 * Makes a snapshot of what the agent found: reads its outputs as they come, classifies every hunk, stores
 * patches and index, and looks which expectations are met.
 *
 * @throws when an output is not what the agent announced.
 */
export async function buildSnapshot(deps: SnapshotDeps, agent: Agent, upgrade: Upgrade, jobId: string, report: SnapshotReport): Promise<BuiltSnapshot> {
  const { blobs, sha256 } = deps;
  const outputs: Outputs = { agent, jobId, report, sha256 };
  const tree = snapshotTreeSchema.parse(JSON.parse(new TextDecoder().decode(await readOutput(outputs, "tree.json"))));
  const facts = readTreeFacts(tree);
  const columns = await collectSnapshot(deps, outputs, facts);
  const indexBlob = await blobs.put(encodeSnapshot(columns));
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
      buckets: toBuckets(placed, upgrade.assignments),
      expectations: [...expectations],
    },
    differences: await readDifferences(blobs, upgrade, placed, upgrade.assignments),
  };
}

/** Reads both differences one file at a time. */
async function collectSnapshot({ blobs, sha256, rulesId = "" }: SnapshotDeps, outputs: Outputs, facts: AppFacts): Promise<SnapshotColumns> {
  const collectFile = createFileCollector(facts, sha256);
  const basis = digestOf("upgrade-review/snapshot-basis/1", [rulesId, canonicalJson(facts)]);
  const collector = createSnapshotCollector({ basis, names: facts, sha256 });
  const segments = createSegmentWriter(blobs);
  for (const name of ["elixir.diff", "other.diff"]) {
    const { changes, patches } = await readDiff(streamOutput(outputs, name));
    for (const change of changes) {
      const next = await patches.next();
      if (next.done) throw new Error(`expected a patch for ${change.path}`);
      collector.add(collectFile(change, next.value), await segments.add(next.value));
    }
    await patches.next();
  }
  await segments.end();
  return collector.end();
}

function readTreeFacts({ files, paths, anchorPaths }: SnapshotTree): AppFacts {
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
