"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findCrossing, findRollbackNotes } from "@/lib/core/upgrade/describe-undo";

/** What going back means after this step. */
export function NoReturnWarning() {
  const { upgrade } = useUpgradeView();
  const { backup } = findRollbackNotes(upgrade);
  return (
    <div className="grid gap-1">
      <p>
        {findCrossing(upgrade)
          ? "Going back needs the backup already, and still will after this."
          : "After this, returning the checkout to the anchor is not enough: going back means restoring the backup."}
      </p>
      <p className="q2 small">{backup ? `The backup: “${backup}”` : "Nobody has named a backup."}</p>
    </div>
  );
}
