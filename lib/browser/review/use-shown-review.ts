"use client";

import { useMemo, useState } from "react";
import { listShownAssignments } from "@/lib/core/review/view-placement";
import { type Assignment, findSnapshot, type Snapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";

export type ShownReview = {
  /** The snapshot on the page; undefined before there is any. */
  readonly snapshot: Snapshot | undefined;
  readonly newest: Snapshot | undefined;
  readonly assignments: readonly Assignment[];
  /** Whether what is on the page is what is under review. */
  readonly isNewest: boolean;
  /** Puts a snapshot before the reader, with everything that was moved until now. */
  readonly show: (number: number) => void;
};

type Held = { readonly number: number; readonly assignments: readonly Assignment[] };

/**
 * What the reader has before them. A newer snapshot, or a hunk moved by somebody else, never changes it
 * under their eyes: it waits until they ask for it.
 */
export function useShownReview(upgrade: Upgrade, readerId: string): ShownReview {
  const newest = findSnapshot(upgrade);
  const [held, setHeld] = useState<Held | null>(() => hold(newest, upgrade));
  if (held === null && newest !== undefined) setHeld(hold(newest, upgrade));
  const snapshot = held ? upgrade.snapshots.find(({ number }) => number === held.number) : undefined;

  return useMemo(() => {
    const assignments = listShownAssignments(held?.assignments ?? [], upgrade.assignments, readerId);
    return {
      snapshot,
      newest,
      assignments,
      isNewest: snapshot === newest && hasAll(assignments, upgrade.assignments),
      show: (number: number) => setHeld({ number, assignments: upgrade.assignments }),
    };
  }, [held, snapshot, newest, upgrade.assignments, readerId]);
}

function hold(newest: Snapshot | undefined, { assignments }: Upgrade): Held | null {
  return newest ? { number: newest.number, assignments } : null;
}

/** Records are folded anew when one comes, so assignments are compared by what they say. */
function hasAll(shown: readonly Assignment[], live: readonly Assignment[]): boolean {
  return live.every(({ hunkId, to, at }) => shown.some((assignment) => assignment.hunkId === hunkId && assignment.to === to && assignment.at === at));
}
