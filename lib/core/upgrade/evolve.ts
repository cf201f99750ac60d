import { assertNever } from "@/lib/core/assert-never";
import { openRecord, type RecordBody, type SealedRecord } from "@/lib/core/audit/record";
import type { Actor } from "@/lib/core/people/person";
import { evolveAttempt } from "./evolve-attempt";
import { evolveSignOff } from "./evolve-sign-off";
import { evolveThreads, moveThreads } from "./evolve-threads";
import type { Snapshot, StepDecision, Upgrade } from "./upgrade";

/**
 * The state after one more record.
 *
 * @throws when the record cannot follow: wrong sequence number, or an upgrade that has not started.
 */
export function evolve(upgrade: Upgrade | undefined, record: RecordBody): Upgrade {
  const { event, actor, seq } = record;
  if (event.type === "upgrade.started") {
    if (upgrade) throw new Error(`record ${seq}: the upgrade has started already`);
    return start(record, event);
  }
  if (!upgrade) throw new Error(`record ${seq}: expected upgrade.started first, got ${event.type}`);
  if (seq !== upgrade.lastSeq + 1) throw new Error(`expected record ${upgrade.lastSeq + 1}, got ${seq}`);
  return withChanges(upgrade, apply(upgrade, record, actor), record);
}

/** Field by field: a spread of so many fields takes twenty times as long, and long histories are folded record by record. */
function withChanges(upgrade: Upgrade, changes: Partial<Upgrade>, { seq, at }: RecordBody): Upgrade {
  return {
    id: upgrade.id,
    app: upgrade.app,
    lane: upgrade.lane,
    laneDigest: upgrade.laneDigest,
    policy: changes.policy ?? upgrade.policy,
    overrides: upgrade.overrides,
    startedBy: upgrade.startedBy,
    startedAt: upgrade.startedAt,
    ending: changes.ending ?? upgrade.ending,
    decisions: changes.decisions ?? upgrade.decisions,
    attempts: changes.attempts ?? upgrade.attempts,
    gatePasses: changes.gatePasses ?? upgrade.gatePasses,
    anchor: changes.anchor ?? upgrade.anchor,
    snapshots: changes.snapshots ?? upgrade.snapshots,
    assignments: changes.assignments ?? upgrade.assignments,
    accepted: changes.accepted ?? upgrade.accepted,
    signOffs: changes.signOffs ?? upgrade.signOffs,
    checks: changes.checks ?? upgrade.checks,
    threads: changes.threads ?? upgrade.threads,
    lastSeq: seq,
    lastAt: at,
  };
}

/** Folds sealed records into the upgrade; undefined for none. */
export function foldRecords(records: readonly SealedRecord[]): Upgrade | undefined {
  return records.reduce<Upgrade | undefined>((upgrade, record) => evolve(upgrade, openRecord(record)), undefined);
}

/** What a record changes; nothing it changes goes back to null. */
function apply(upgrade: Upgrade, record: RecordBody, by: Actor): Partial<Upgrade> {
  const { event, at } = record;
  switch (event.type) {
    case "upgrade.started":
      return {};
    case "upgrade.finished":
      return { ending: { type: "finished", at, by, reason: "" } };
    case "upgrade.abandoned":
      return { ending: { type: "abandoned", at, by, reason: event.reason } };
    case "policy.changed":
      return { policy: event.to };
    case "step.attested":
      return decided(upgrade, event.stepId, { type: "attested", by, at, note: event.note, evidence: event.evidence ?? [] });
    case "step.chosen":
      return decided(upgrade, event.stepId, { type: "chosen", by, at, option: event.option, note: event.note });
    case "step.waived":
      return decided(upgrade, event.stepId, { type: "waived", by, at, reason: event.reason });
    case "step.reopened": {
      const { [event.stepId]: _, ...decisions } = upgrade.decisions;
      return { decisions };
    }
    case "gate.passed":
      return { gatePasses: [...upgrade.gatePasses, event.pass] };
    case "attempt.started":
    case "attempt.accepted":
    case "attempt.refused":
    case "attempt.running":
    case "attempt.serving":
    case "attempt.cancel-requested":
    case "attempt.looked-at":
    case "attempt.finished":
      return evolveAttempt(upgrade, event, record);
    case "snapshot.taken": {
      const { type: _, ...content } = event;
      const snapshot: Snapshot = { ...content, seq: record.seq, at };
      return { snapshots: [...upgrade.snapshots, snapshot] };
    }
    case "hunk.assigned": {
      const { type: _, snapshot: __, buckets, ...assignment } = event;
      const snapshots = upgrade.snapshots.map((snapshot, index) => (index === upgrade.snapshots.length - 1 ? { ...snapshot, buckets } : snapshot));
      const others = upgrade.assignments.filter(({ hunkId }) => hunkId !== event.hunkId);
      return { snapshots, assignments: [...others, { ...assignment, by, at }], threads: moveThreads(upgrade.threads, event) };
    }
    case "expectation.accepted": {
      const { type: _, ...accepted } = event;
      return { accepted: [...withoutExpectation(upgrade, event.expectationId), { ...accepted, by, at }] };
    }
    case "expectation.reinstated":
      return { accepted: withoutExpectation(upgrade, event.expectationId) };
    case "sign-off.recorded":
    case "sign-off.changes-requested":
    case "sign-off.withdrawn":
    case "sign-off.outdated":
    case "sign-off.current-again":
      return { signOffs: evolveSignOff(upgrade.signOffs, event, record) };
    case "check.recorded": {
      const { stepId, itemId, result, note } = event;
      const treeId = upgrade.snapshots.at(-1)?.treeId ?? null;
      return { checks: [...withoutCheck(upgrade, event), { stepId, itemId, result, note, evidence: event.evidence ?? [], by, at, treeId }] };
    }
    case "check.cleared":
      return { checks: withoutCheck(upgrade, event) };
    case "comment.published":
    case "comment.answered":
    case "comment.resolved":
    case "comment.reopened":
    case "comment.edited":
    case "comment.withdrawn":
      return { threads: evolveThreads(upgrade.threads, event, record) };
    default:
      return assertNever(event);
  }
}

function start({ upgradeId, actor, at, seq }: RecordBody, event: Extract<RecordBody["event"], { type: "upgrade.started" }>): Upgrade {
  if (seq !== 1) throw new Error(`expected upgrade.started as record 1, got it as ${seq}`);
  return {
    id: upgradeId,
    app: event.app,
    lane: event.lane,
    laneDigest: event.laneDigest,
    policy: event.policy,
    overrides: event.overrides,
    startedBy: actor,
    startedAt: at,
    ending: null,
    decisions: {},
    attempts: [],
    gatePasses: [],
    anchor: null,
    snapshots: [],
    assignments: [],
    accepted: [],
    signOffs: [],
    checks: [],
    threads: [],
    lastSeq: 1,
    lastAt: at,
  };
}

function decided(upgrade: Upgrade, stepId: string, decision: StepDecision): Partial<Upgrade> {
  return { decisions: { ...upgrade.decisions, [stepId]: decision } };
}

function withoutExpectation({ accepted }: Upgrade, id: string): Upgrade["accepted"] {
  return accepted.filter(({ expectationId }) => expectationId !== id);
}

function withoutCheck({ checks }: Upgrade, { stepId, itemId }: { stepId: string; itemId: string }): Upgrade["checks"] {
  return checks.filter((check) => check.stepId !== stepId || check.itemId !== itemId);
}
