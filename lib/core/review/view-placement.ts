import type { Placement } from "@/lib/core/classify/category";
import type { ClassifiedChange, ClassifiedHunk } from "@/lib/core/classify/classification";
import type { Digest } from "@/lib/core/digest";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { placementOf } from "./placed";

/** A hunk where it is reviewed: where its rule put it, or where a person moved it. */
export type PlacedHunk = ClassifiedHunk & { readonly placement: Placement; readonly assignment: Assignment | null };
export type PlacedChange = Omit<ClassifiedChange, "hunks"> & { readonly hunks: readonly PlacedHunk[] };

/** The changes of a snapshot with the assignments by people applied over the rules' decisions. */
export function placeChanges(changes: readonly ClassifiedChange[], assignments: readonly Assignment[]): readonly PlacedChange[] {
  const byHunk = new Map(assignments.map((assignment) => [assignment.hunkId, assignment]));
  const place = (hunk: ClassifiedHunk): PlacedHunk => {
    const assignment = byHunk.get(hunk.id) ?? null;
    return { ...hunk, assignment, placement: placementOf(hunk, assignment ? [assignment] : []) };
  };
  return changes.map((change) => ({ ...change, hunks: change.hunks.map(place) }));
}

/** Ids of the hunks of one bucket, in file order. */
export function listPlacedIds(changes: readonly PlacedChange[], placement: Placement): readonly Digest[] {
  return changes.flatMap(({ hunks }) => hunks.filter((hunk) => hunk.placement === placement).map(({ id }) => id));
}
