import type { Job } from "@/lib/contract/agent-api";
import { SYSTEM, type Actor } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import { refuse } from "../refusal";
import { findActiveAttempt, type Upgrade } from "../upgrade";
import { requireOpen, type Decision, type NewEvent } from "./decision";

const SNAPSHOT_TIMEOUT_MS = 10 * 60_000;

/** Asks the agent for a snapshot of everything since the anchor. */
export function decideTakeSnapshot(upgrade: Upgrade, actor: Actor, jobId: string): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  if (!upgrade.anchor) return refuse("no-anchor", "There is no rollback anchor yet, so nothing to compare with; record it first.");
  if (findActiveAttempt(upgrade)) return refuse("attempt-running", "Something is running for this app; a snapshot follows when it has ended.");
  return ok([snapshotRequest(upgrade, actor, jobId)].filter((event) => event !== undefined));
}

/** The event that asks for a snapshot; undefined without anchor or review step. */
export function snapshotRequest(upgrade: Upgrade, actor: Actor, jobId: string): NewEvent | undefined {
  const review = upgrade.lane.steps.find(({ kind }) => kind === "review");
  if (!upgrade.anchor || !review) return undefined;
  const { treeId, commit } = upgrade.anchor;
  const attempt = upgrade.attempts.filter(({ job }) => job.action.type === "snapshot").length + 1;
  const job: Job = {
    jobId,
    appId: upgrade.app.id,
    upgradeId: upgrade.id,
    stepId: review.id,
    attempt,
    action: { type: "snapshot", anchorTree: treeId, anchorCommit: commit, package: upgrade.lane.library, ...sinceLast(upgrade) },
    timeoutMs: SNAPSHOT_TIMEOUT_MS,
    gatePass: null,
  };
  return { actor, event: { type: "attempt.started", job, argv: ["snapshot"], reason: "" } };
}

/** The last snapshot's tree, when it was compared with the anchor that holds now. */
function sinceLast({ anchor, attempts, snapshots }: Upgrade): { readonly since?: string } {
  const last = snapshots.at(-1);
  const taken = attempts.find(({ job }) => job.jobId === last?.jobId)?.job.action;
  return last && taken?.type === "snapshot" && taken.anchorTree === anchor?.treeId ? { since: last.treeId } : {};
}

/** The system's own wish for a snapshot, when the tree is no longer the one under review. */
export function snapshotAfter(upgrade: Upgrade, treeId: string | null, jobId: string, always: boolean): readonly NewEvent[] {
  const reviewed = upgrade.snapshots.at(-1)?.treeId;
  const isNeeded = always || (reviewed !== undefined && treeId !== null && treeId !== reviewed);
  const request = isNeeded && !upgrade.ending ? snapshotRequest(upgrade, SYSTEM, jobId) : undefined;
  return request ? [request] : [];
}
