import type { DifferencesAnswer, FindAnswer } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import { ok, type Result } from "@/lib/core/result";
import { compareBuckets } from "@/lib/core/review/bucket-difference";
import { fileOf, toHunkKey } from "@/lib/core/review/review-index";
import { placeHunks } from "@/lib/core/review/view-list";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "../fold-upgrade";
import { readCoverage, type StoredSnapshot } from "../read-snapshot";
import { findText } from "./find-text";
import type { ReviewReader } from "./review-reader";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore; readonly review: ReviewReader };
/** One bucket of one snapshot. */
export type BucketPlace = { readonly upgradeId: string; readonly number: number; readonly placement: Placement };

/** Finds a text in the changed lines and paths of a bucket, as people assigned its hunks. */
export async function findInBucket(deps: Deps, place: BucketPlace, text: string, signal?: AbortSignal): Promise<Result<FindAnswer, Refusal>> {
  const [upgrade, open] = await Promise.all([readUpgrade(deps, place), deps.review.open(place.upgradeId, place.number)]);
  if (!open.ok) return open;
  const { snapshot } = open.value;
  const placements = placeHunks(snapshot.review, upgrade?.assignments ?? []);
  return ok(await findText(snapshot, { placement: place.placement, placements, text, ...(signal ? { signal } : {}) }));
}

/** What a bucket is compared with: what a sign-off covered, or the same bucket in another snapshot. */
export type Since = { readonly signOff: number } | { readonly snapshot: number };

const MOST_DIFFERENCES = 500;

/** In what a bucket differs from what was signed, or from another snapshot. */
export async function readDifferencesSince(deps: Deps, place: BucketPlace, since: Since): Promise<Result<DifferencesAnswer, Refusal>> {
  const upgrade = await readUpgrade(deps, place);
  if (!upgrade) return refuse("not-found", "There is no such upgrade.");
  const held = await findHeld(deps, upgrade, place.placement, since);
  if (!held.ok) return held;
  const [was, now] = [await deps.review.open(place.upgradeId, held.value.number), await deps.review.open(place.upgradeId, place.number)];
  if (!was.ok) return was;
  if (!now.ok) return now;
  const [before, current] = [was.value.snapshot, now.value.snapshot];
  const { counts, first } = compareBuckets(
    { index: before.review, placements: placeHunks(before.review, held.value.assignments) },
    { index: current.review, placements: placeHunks(current.review, upgrade.assignments) },
    place.placement,
    held.value.covered,
    MOST_DIFFERENCES,
  );
  const placeIn = (snapshot: StoredSnapshot, number: number, hunk: number | null) =>
    hunk === null ? null : { snapshot: number, hunk, id: snapshot.hunkId(hunk), path: snapshot.change(fileOf(snapshot.review, hunk)).path };
  return ok({
    counts,
    differences: first.map(({ kind, elsewhere, ...hunks }) => ({
      kind,
      now: placeIn(current, place.number, hunks.now),
      was: placeIn(before, held.value.number, hunks.was),
      elsewhere,
    })),
  });
}

/** What the bucket held then: in which snapshot, under which assignments, and which hunks when a sign-off names them. */
type Held = { readonly number: number; readonly assignments: Upgrade["assignments"]; readonly covered: ReadonlySet<number> | null };

async function findHeld({ blobs }: Deps, { signOffs, assignments }: Upgrade, placement: Placement, since: Since): Promise<Result<Held, Refusal>> {
  if ("snapshot" in since) return ok({ number: since.snapshot, assignments, covered: null });
  const signOff = signOffs.find(({ seq, category }) => seq === since.signOff && category === placement);
  if (!signOff) return refuse("not-found", `Record ${since.signOff} is no sign-off of this bucket.`);
  const coverage = signOff.coverage && (await readCoverage(blobs, signOff.coverage.blob));
  return ok({
    number: signOff.snapshot,
    assignments: assignments.filter(({ at }) => at <= signOff.at),
    covered: coverage && new Set(coverage.hunkIds.map(toHunkKey)),
  });
}

async function readUpgrade({ log }: Deps, { upgradeId }: BucketPlace): Promise<Upgrade | undefined> {
  return (await foldUpgrade(log, upgradeId)).upgrade;
}
