import { coverageSchema } from "@/lib/contract/dashboard-api";
import type { RecordBody } from "@/lib/core/audit/record";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { Digest } from "@/lib/core/digest";
import { findCommand } from "@/lib/core/lane/find-command";
import { bucketDigest, listUnmet } from "@/lib/core/review/bucket";
import { checkGate } from "@/lib/core/review/gate";
import { listHunkIds, placementOf, toBuckets } from "@/lib/core/review/placed";
import type { EventOf, UpgradeEventType } from "@/lib/core/upgrade/event";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import { NODE_SHA256 } from "@/lib/server/node-sha256";
import { readWholeSnapshot, type ReadChange } from "@/lib/services/open-dossier-snapshot";
import { failRecord } from "./problem";

/** Kinds of events whose word is checked against the rules and the blobs. */
const REPLAYED: ReadonlySet<string> = new Set<UpgradeEventType>([
  "snapshot.taken",
  "hunk.assigned",
  "sign-off.recorded",
  "sign-off.changes-requested",
  "gate.passed",
  "attempt.started",
  "attempt.finished",
]);

export type Replay = {
  readonly isNeeded: (type: string) => boolean;
  /** Checks a record against the state before it. @throws DossierProblem at what does not follow. */
  readonly check: (before: Upgrade, body: RecordBody) => Promise<void>;
};

/** Decides again what the records say was decided: contents of snapshots, coverage of sign-offs, gates. */
export function createReplay(blobs: BlobStore): Replay {
  let open: { readonly number: number; readonly changes: readonly ReadChange[] } = { number: 0, changes: [] };

  async function check(before: Upgrade, { seq, event }: RecordBody): Promise<void> {
    const same = (sentence: string, expected: unknown, came: unknown) => {
      const [wanted, got] = [canonicalJson(expected), canonicalJson(came)];
      if (wanted !== got) failRecord(seq, sentence, wanted.slice(0, 200), got.slice(0, 200));
    };
    switch (event.type) {
      case "snapshot.taken":
        open = { number: event.number, changes: await readWholeSnapshot(blobs, event.indexBlob, NODE_SHA256) };
        return checkSnapshot(before, seq, event, open.changes, same);
      case "hunk.assigned": {
        const hunk = open.changes.flatMap(({ hunks }) => hunks).find(({ id }) => id === event.hunkId);
        if (!hunk) return failRecord(seq, "The snapshot under review has no such hunk.", event.hunkId);
        same("The hunk was somewhere else.", placementOf(hunk, before.assignments), event.from);
        const others = before.assignments.filter(({ hunkId }) => hunkId !== event.hunkId);
        return same("The buckets after it are others.", toBuckets(open.changes, [...others, event]), event.buckets);
      }
      case "sign-off.recorded":
        return checkCoverage(before, seq, event, same);
      case "sign-off.changes-requested": {
        const snapshot = requireSnapshot(before, seq, event.snapshot);
        return same("It is about another content than what was under review.", bucketDigest(before, snapshot, event.category), event.bucketDigest);
      }
      case "gate.passed":
        return checkPass(before, seq, event, same);
      case "attempt.started":
        return checkStarted(before, seq, event, same);
      case "attempt.finished": {
        const { length } = await blobs.get(event.log.blob);
        return same("Its log has another size.", event.log.sizeBytes, length);
      }
      default:
    }
  }

  async function checkCoverage(before: Upgrade, seq: number, event: EventOf<"sign-off.recorded">, same: Same): Promise<void> {
    const snapshot = requireSnapshot(before, seq, event.snapshot);
    same("It names another tree than the snapshot's.", snapshot.treeId, event.treeId);
    same("It covers another content than what was under review.", bucketDigest(before, snapshot, event.category), event.bucketDigest);
    const coverage = coverageSchema.parse(JSON.parse(new TextDecoder().decode(await blobs.get(event.coverageBlob))));
    const hunkIds = [...listHunkIds(open.changes, before.assignments, event.category)].sort();
    same("Its coverage is not the hunks of the bucket.", hunkIds, coverage.hunkIds);
    const known: ReadonlySet<Digest> = new Set(hunkIds);
    same("It counts other hunks than it covers.", [hunkIds.length, coverage.opened.length], [event.hunks, event.opened]);
    if (!coverage.opened.every((id) => known.has(id))) failRecord(seq, "Its coverage says that hunks were opened which are not in the bucket.");
    const accepted = before.accepted.map(({ expectationId }) => expectationId);
    const unmet = listUnmet(snapshot, event.category).map(({ id }) => id);
    same("Its coverage names other accepted absences.", unmet.filter((id) => accepted.includes(id)).sort(), coverage.expectations);
  }

  return { isNeeded: (type) => REPLAYED.has(type), check };
}

type Same = (sentence: string, expected: unknown, came: unknown) => void;

function checkSnapshot(before: Upgrade, seq: number, event: EventOf<"snapshot.taken">, changes: readonly ReadChange[], same: Same): void {
  for (const { path, hunks, recomputed } of changes) {
    const ids = hunks.map(({ id }) => id);
    if (canonicalJson(ids) !== canonicalJson(recomputed))
      failRecord(seq, `The hunks of ${path} are not those of its patch.`, recomputed.join(" ").slice(0, 200), ids.join(" ").slice(0, 200));
  }
  same("Its buckets do not hold its hunks.", toBuckets(changes, before.assignments), event.buckets);
  const sum = (count: (change: ReadChange) => number) => changes.reduce((total, change) => total + count(change), 0);
  same(
    "It counts other changes than its index has.",
    [changes.length, sum(({ additions }) => additions), sum(({ deletions }) => deletions)],
    [event.files, event.additions, event.deletions],
  );
}

function checkPass(before: Upgrade, seq: number, { pass }: EventOf<"gate.passed">, same: Same): void {
  const gate = checkGate(before);
  if (!gate.open) failRecord(seq, "The gate was closed.", "an open gate", gate.obstacles.map(({ sentence }) => sentence).join(" "));
  same("The pass is for another upgrade.", before.id, pass.upgradeId);
  same("The pass is not for what was signed.", [gate.snapshot.treeId, gate.snapshot.lockDigest], [pass.treeId, pass.lockDigest]);
  same(
    "The pass names other sign-offs than those that count.",
    gate.signOffs.map((signOff) => signOff.seq),
    pass.signOffs,
  );
  if (before.gatePasses.some(({ passId }) => passId === pass.passId)) failRecord(seq, "The same pass was given before.", "", pass.passId);
}

function checkStarted(before: Upgrade, seq: number, { job, argv }: EventOf<"attempt.started">, same: Same): void {
  const step = before.lane.steps.find(({ id }) => id === job.stepId);
  const { action, gatePass } = job;
  const isGated = step !== undefined && "gated" in step && step.gated && action.type !== "snapshot";
  if (isGated && gatePass === null) failRecord(seq, "A gated step was started without a gate pass.", "a gate pass", "none");
  if (gatePass !== null) {
    same("Its gate pass is not the one that was given.", before.gatePasses.at(-1) ?? null, gatePass);
    same(
      "Its gate pass is for another attempt.",
      [job.jobId, job.stepId, job.upgradeId, argv],
      [gatePass.jobId, gatePass.stepId, gatePass.upgradeId, gatePass.argv],
    );
  }
  if (action.type !== "command" && action.type !== "serve") return;
  same("It names another guide than the upgrade's.", [before.lane.id, before.laneDigest], [action.laneId, action.laneDigest]);
  const found = findCommand(before.lane, job.stepId, action.type === "command" ? action.alternative : null, before.overrides);
  if (!found.ok) failRecord(seq, `The guide declares no such command: ${found.message}.`);
}

function requireSnapshot(before: Upgrade, seq: number, number: number) {
  const snapshot = findSnapshot(before);
  if (snapshot?.number !== number) return failRecord(seq, "Its snapshot was not under review.", snapshot?.number ?? "none", number);
  return snapshot;
}
