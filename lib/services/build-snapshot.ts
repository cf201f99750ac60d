import { snapshotTreeSchema, type JobReport } from "@/lib/contract/agent-api";
import { readAppFacts } from "@/lib/core/classify/app-facts";
import { parseRawDiff, splitDiffOutput, type RawChange } from "@/lib/core/diff/parse-raw-diff";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { splitPatch } from "@/lib/core/diff/split-patch";
import { sha256Hex, type Digest } from "@/lib/core/digest";
import type { Finding } from "@/lib/core/lane/finding";
import { evaluateExpectations } from "@/lib/core/review/evaluate-expectations";
import { toBuckets } from "@/lib/core/review/placed";
import type { SnapshotContent } from "@/lib/core/upgrade/decide/record-fact";
import type { SignOffDifferences } from "@/lib/core/upgrade/decide/record-snapshot";
import { listAttempts, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import type { BlobStore } from "@/lib/ports/blob-store";
import { AgentAwayError } from "./agent-away-error";
import { readDifferences } from "./read-snapshot";

type SnapshotReport = Extract<JobReport, { type: "snapshot" }>;
export type BuiltSnapshot = { readonly content: SnapshotContent; readonly differences: SignOffDifferences };
type FilePatch = { readonly change: RawChange; readonly patch: Uint8Array };

/**
 * Makes a snapshot of what the agent found: fetches its outputs, classifies every hunk, stores patches
 * and index, and looks which expectations are met.
 *
 * @throws when an output is not what the agent announced.
 */
export async function buildSnapshot(
  { blobs }: { readonly blobs: BlobStore },
  agent: Agent,
  upgrade: Upgrade,
  jobId: string,
  report: SnapshotReport,
): Promise<BuiltSnapshot> {
  const read = (name: string) => fetchOutput(agent, jobId, report, name);
  const files = [...toFilePatches(await read("elixir.diff")), ...toFilePatches(await read("other.diff"))];
  files.sort((a, b) => (a.change.path < b.change.path ? -1 : a.change.path > b.change.path ? 1 : 0));
  const tree = snapshotTreeSchema.parse(JSON.parse(new TextDecoder().decode(await read("tree.json"))));
  const facts = readAppFacts({ mixExs: tree.files["mix.exs"] ?? "", paths: tree.paths, anchorPaths: tree.anchorPaths, files: tree.files });

  const patchBlobs = await storePatches(blobs, files);
  const index = buildSnapshotIndex({
    rawChanges: files.map(({ change }) => change),
    patchOf: (at) => files[at]?.patch ?? null,
    patchBlobOf: (at) => patchBlobs[at] ?? null,
    facts,
  });
  const indexBlob = await blobs.put(new TextEncoder().encode(JSON.stringify(index)));
  const expectations = evaluateExpectations(upgrade.lane, { choices: listChoices(upgrade), facts, tree, findings: listFindings(upgrade) });
  const { treeId, head, lockDigest, people } = report;
  const { changes: fileCount, additions, deletions } = index.counts;
  return {
    content: {
      treeId,
      head,
      lockDigest,
      people,
      indexBlob,
      files: fileCount,
      additions,
      deletions,
      buckets: toBuckets(index.changes, upgrade.assignments),
      expectations: [...expectations],
    },
    differences: await readDifferences(blobs, upgrade, index.changes, upgrade.assignments),
  };
}

function toFilePatches(output: Uint8Array): readonly FilePatch[] {
  const { raw, patch } = splitDiffOutput(output);
  const changes = parseRawDiff(raw);
  const slices = splitPatch(changes, patch);
  return changes.map((change, index) => ({ change, patch: slices[index] ?? new Uint8Array() }));
}

async function storePatches(blobs: BlobStore, files: readonly FilePatch[]): Promise<readonly Digest[]> {
  const stored: Digest[] = [];
  for (const { patch } of files) stored.push(await blobs.put(patch));
  return stored;
}

async function fetchOutput(agent: Agent, jobId: string, { outputs }: SnapshotReport, name: string): Promise<Uint8Array> {
  const announced = outputs.find((output) => output.name === name);
  if (!announced) throw new Error(`job ${jobId}: expected an output ${name}, got ${outputs.map((output) => output.name).join(", ")}`);
  const output = await agent.readOutput(jobId, name);
  if (!output.ok) throw new AgentAwayError(`job ${jobId}: output ${name}: ${output.error.message}`);
  if (sha256Hex(output.value) !== announced.sha256) throw new Error(`job ${jobId}: output ${name} is not what the agent announced`);
  return output.value;
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
