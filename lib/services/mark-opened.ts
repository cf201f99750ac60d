import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Person } from "@/lib/core/people/person";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import type { Digest } from "@/lib/core/digest";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { openSnapshot } from "./read-snapshot";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore; readonly marks: OpenedMarks; readonly now: () => number };

/** Which hunks of an upgrade's snapshots a person has opened. Marks go by hunk id, so they outlive a snapshot. */
export async function listOpened({ log, blobs, marks }: Deps, person: Person, upgradeId: string): Promise<ReadonlyMap<Digest, number>> {
  const snapshot = foldRecords(await log.read(upgradeId))?.snapshots.at(-1);
  if (!snapshot) return new Map();
  const { review, hunkId } = await openSnapshot(blobs, snapshot.indexBlob);
  return marks.list(
    person.id,
    Array.from({ length: review.hunks.count }, (_, hunk) => hunkId(hunk)),
  );
}

/** Marks hunks opened, or takes the mark back; returns all marks of the upgrade. */
export async function markOpened(
  deps: Deps,
  person: Person,
  upgradeId: string,
  { hunkIds, opened }: { readonly hunkIds: readonly Digest[]; readonly opened: boolean },
): Promise<Result<ReadonlyMap<Digest, number>, Refusal>> {
  if ((await deps.log.read(upgradeId)).length === 0) return refuse("not-found", "There is no such upgrade.");
  if (opened) await deps.marks.mark(person.id, hunkIds, deps.now());
  else await deps.marks.unmark(person.id, hunkIds);
  return ok(await listOpened(deps, person, upgradeId));
}
