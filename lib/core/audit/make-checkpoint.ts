import type { Digest } from "@/lib/core/digest";
import type { UpgradeEventType } from "@/lib/core/upgrade/event";
import { headAfter, type HeadUpdate } from "./check-extension";
import { checkpointHash, parseCheckpoint, toCheckpointText, type Checkpoint } from "./checkpoint";
import { GENESIS } from "./genesis";
import { findPlace, setHead, type Head, type HeadsTree } from "./heads-tree";
import type { SealedRecord } from "./record";

/** How many records may wait for a checkpoint. */
export const MAX_UNCOVERED = 100;

const DUE_EVENTS: ReadonlySet<string> = new Set<UpgradeEventType>([
  "gate.passed",
  "sign-off.recorded",
  "sign-off.changes-requested",
  "sign-off.withdrawn",
  "upgrade.finished",
  "upgrade.abandoned",
]);

/** Whether records that no checkpoint covers call for one: a sign-off, a gate pass, an end, or a hundred of anything. */
export function isCheckpointDue(uncovered: readonly Pick<SealedRecord, "canonical">[]): boolean {
  return uncovered.length >= MAX_UNCOVERED || uncovered.some(({ canonical }) => DUE_EVENTS.has(eventTypeOf(canonical)));
}

/** What the next checkpoint covers beside the ones before: the hashes of each upgrade's new records. */
export function toHashesByUpgrade(records: readonly SealedRecord[]): ReadonlyMap<string, readonly Digest[]> {
  const hashes = new Map<string, Digest[]>();
  for (const { upgradeId, hash } of records) hashes.set(upgradeId, [...(hashes.get(upgradeId) ?? []), hash]);
  return hashes;
}

/** The updates that lead from a tree to the next, one upgrade after the other, and where they lead. */
export function toHeadUpdates(
  tree: HeadsTree,
  heads: ReadonlyMap<string, Head>,
  hashes: ReadonlyMap<string, readonly Digest[]>,
): { readonly updates: readonly HeadUpdate[]; readonly tree: HeadsTree } {
  const updates: HeadUpdate[] = [];
  let after = tree;
  for (const [upgradeId, added] of [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = heads.get(upgradeId);
    const from = before ? { length: before.length, head: before.head, trail: before.trail } : null;
    const update = { upgradeId, from, hashes: added, ...findPlace(after, upgradeId) };
    updates.push(update);
    after = setHead(after, headAfter(update));
  }
  return { updates, tree: after };
}

/** The text of the checkpoint that follows another; `last` is the canonical text of that one. */
export function nextCheckpoint(
  last: string | undefined,
  made: Pick<Checkpoint, "installationId" | "at" | "headsRoot"> & { readonly updates: readonly HeadUpdate[] },
): string {
  const before = last === undefined ? undefined : parseCheckpoint(last);
  if (last !== undefined && !before) throw new Error("the last checkpoint cannot be read: the store is damaged");
  const { updates, ...said } = made;
  return toCheckpointText({
    ...said,
    number: (before?.number ?? 0) + 1,
    prevHash: last === undefined ? GENESIS : checkpointHash(last),
    records: (before?.records ?? 0) + updates.reduce((sum, { hashes }) => sum + hashes.length, 0),
    upgrades: (before?.upgrades ?? 0) + updates.filter(({ from }) => from === null).length,
  });
}

function eventTypeOf(canonical: string): string {
  const body: unknown = JSON.parse(canonical);
  const event = typeof body === "object" && body !== null && "event" in body ? body.event : undefined;
  return typeof event === "object" && event !== null && "type" in event ? String(event.type) : "";
}
