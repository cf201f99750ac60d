import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Person } from "@/lib/core/people/person";
import type { MarkOpened } from "@/lib/contract/dashboard-api";
import type { Digest } from "@/lib/core/digest";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { HunkIds, OpenedMarks } from "@/lib/ports/opened-marks";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";
import { openSnapshot, type StoredSnapshot } from "./read-snapshot";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore; readonly marks: OpenedMarks; readonly now: () => number };

/** Which hunks of an upgrade's snapshots a person has opened. Marks go by hunk id, so they outlive a snapshot. */
export async function listOpened({ log, blobs, marks }: Deps, person: Person, upgradeId: string): Promise<ReadonlyMap<Digest, number>> {
  const snapshot = (await foldUpgrade(log, upgradeId)).upgrade?.snapshots.at(-1);
  if (!snapshot) return new Map();
  return marks.list(person.id, hunkIdsOf(await openSnapshot(blobs, snapshot.indexBlob)));
}

/** The ids of all hunks of a snapshot, each written out when it is asked for. */
function hunkIdsOf({ review: { hunks }, hunkId, findHunk }: StoredSnapshot): HunkIds {
  return {
    size: hunks.count,
    has: (id) => findHunk(id) !== null,
    *[Symbol.iterator]() {
      for (let hunk = 0; hunk < hunks.count; hunk += 1) yield hunkId(hunk);
    },
  };
}

/** Marks hunks opened, or takes the mark back; returns those of them that are marked then. */
export async function markOpened(deps: Deps, person: Person, upgradeId: string, input: MarkOpened): Promise<Result<ReadonlyMap<Digest, number>, Refusal>> {
  const { upgrade } = await foldUpgrade(deps.log, upgradeId);
  if (!upgrade) return refuse("not-found", "There is no such upgrade.");
  const hunkIds = await findIds(deps, upgrade, input);
  if (!hunkIds.ok) return hunkIds;
  if (input.opened) await deps.marks.mark(person.id, hunkIds.value, deps.now());
  else await deps.marks.unmark(person.id, hunkIds.value);
  return ok(await deps.marks.list(person.id, new Set(hunkIds.value)));
}

async function findIds({ blobs }: Deps, { snapshots }: Upgrade, input: MarkOpened): Promise<Result<readonly Digest[], Refusal>> {
  if ("hunkIds" in input) return ok(input.hunkIds);
  const taken = snapshots.find(({ number }) => number === input.snapshot);
  if (!taken) return refuse("not-found", `This upgrade has no snapshot ${input.snapshot}.`);
  const { review, hunkId } = await openSnapshot(blobs, taken.indexBlob);
  const unknown = input.hunks.find((hunk) => hunk >= review.hunks.count);
  return unknown === undefined ? ok(input.hunks.map(hunkId)) : refuse("not-found", `Snapshot ${input.snapshot} has no hunk ${unknown}.`);
}
