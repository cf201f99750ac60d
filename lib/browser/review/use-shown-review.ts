"use client";

import { useMemo, useState } from "react";
import { listShownAssignments } from "@/lib/core/review/view-shown";
import { type Assignment, findSnapshot, type Snapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";

export type ShownReview = {
  /** The snapshot on the page; undefined before there is any. */
  readonly snapshot: Snapshot | undefined;
  readonly newest: Snapshot | undefined;
  readonly assignments: readonly Assignment[];
  /** What was put before the reader when they asked for it: the snapshot as it was then, and what was moved until then. */
  readonly held: { readonly snapshot: Snapshot; readonly assignments: readonly Assignment[] } | null;
  /** Whether what is on the page is what is under review. */
  readonly isNewest: boolean;
  /** Puts a snapshot before the reader, with everything that was moved until now. */
  readonly show: (number: number) => void;
};

/**
 * What the reader has before them. A newer snapshot, or a hunk moved by somebody else, never changes it
 * under their eyes: it waits until they ask for it.
 */
export function useShownReview(upgrade: Upgrade, readerId: string): ShownReview {
  const newest = findSnapshot(upgrade);
  const [held, setHeld] = useState<ShownReview["held"]>(() => hold(newest, upgrade));
  if (held === null && newest !== undefined) setHeld(hold(newest, upgrade));
  const snapshot = held ? upgrade.snapshots.find(({ number }) => number === held.snapshot.number) : undefined;

  return useMemo(() => {
    const assignments = listShownAssignments(held?.assignments ?? [], upgrade.assignments, readerId);
    return {
      snapshot,
      newest,
      assignments,
      held,
      isNewest: snapshot === newest && hasAll(assignments, upgrade.assignments),
      show: (number: number) =>
        setHeld(
          hold(
            upgrade.snapshots.find((other) => other.number === number),
            upgrade,
          ),
        ),
    };
  }, [held, snapshot, newest, upgrade, readerId]);
}

function hold(snapshot: Snapshot | undefined, { assignments }: Upgrade): ShownReview["held"] {
  return snapshot ? { snapshot, assignments } : null;
}

/** Records are folded anew when one comes, so assignments are compared by what they say. */
function hasAll(shown: readonly Assignment[], live: readonly Assignment[]): boolean {
  return live.every(({ hunkId, to, at }) => shown.some((assignment) => assignment.hunkId === hunkId && assignment.to === to && assignment.at === at));
}
