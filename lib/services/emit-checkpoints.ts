import { toCheckpointBytes } from "@/lib/core/audit/checkpoint";
import { headAfter } from "@/lib/core/audit/check-extension";
import { toHeadsTree } from "@/lib/core/audit/heads-tree";
import { isCheckpointDue, nextCheckpoint, toHashesByUpgrade, toHeadUpdates } from "@/lib/core/audit/make-checkpoint";
import type { CheckpointStore, UncoveredRecords } from "@/lib/ports/checkpoint-store";
import type { Installation } from "@/lib/ports/installation";

export type EmitDeps = { readonly checkpoints: CheckpointStore; readonly installation: Installation; readonly now: () => number };

/** How many records one checkpoint may cover, so that a witness can be shown them in one call. */
const MAX_COVERED = 500;

/**
 * Makes the checkpoints that are due, each behind the one before, until none is; with `always`, until every
 * record is covered. What is due follows from the records, so a crash before it or a second process that does
 * the same changes nothing.
 */
export async function emitCheckpoints(deps: EmitDeps, { always = false } = {}): Promise<void> {
  for (;;) {
    const uncovered = await deps.checkpoints.readUncovered(MAX_COVERED);
    if (uncovered.records.length === 0 || !(always || isCheckpointDue(uncovered.records))) return;
    await emitOne(deps, uncovered);
  }
}

async function emitOne({ checkpoints, installation, now }: EmitDeps, { records, position }: UncoveredRecords): Promise<void> {
  const last = await checkpoints.findLatest();
  const heads = await checkpoints.readHeads(last?.number ?? 0);
  const known = new Map(heads.map((head) => [head.upgradeId, head]));
  const { updates, tree } = toHeadUpdates(toHeadsTree(heads), known, toHashesByUpgrade(records));
  const canonical = nextCheckpoint(last?.canonical, { installationId: installation.id, at: now(), headsRoot: tree.root, updates });
  const signature = installation.sign(toCheckpointBytes(canonical));
  await checkpoints.append({ checkpoint: { canonical, signature }, heads: updates.map(headAfter), position });
}
