"use client";

import { Box } from "@/components/ui/box";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeUndo, findCrossing, findRollbackNotes } from "@/lib/core/upgrade/describe-undo";

/** What going back would take at this moment, in order. */
export function UndoBox() {
  const { upgrade } = useUpgradeView();
  const { anchor, lane } = upgrade;
  if (!anchor) return null;
  const { backup } = findRollbackNotes(upgrade);
  const crossing = findCrossing(upgrade);
  return (
    <Box title={crossing ? "If this has to be undone now" : "If this has to be undone"} note={describeUndo(upgrade).short} padded>
      <ol className="soft q2 small grid list-decimal gap-1.5 pl-5">
        <li>Stop the rollout, so that no further machine takes the new version.</li>
        <li>
          Go back to <code>{anchor.commit.slice(0, 7)}</code>
          {anchor.lockedVersion && ` with ${lane.library} ${anchor.lockedVersion}`}.
        </li>
        {crossing && <li>Restore what a migration cannot roll back from the backup: {backup ? `“${backup}”` : "nobody has named one"}.</li>}
      </ol>
    </Box>
  );
}
