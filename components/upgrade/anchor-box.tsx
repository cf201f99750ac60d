"use client";

import { Hash } from "@/components/ui/hash";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeUndo, findRollbackNotes } from "@/lib/core/upgrade/describe-undo";
import { RollbackLinks } from "./rollback-links";

/** Where this upgrade goes back to, and what going back means at this moment. */
export function AnchorBox() {
  const { upgrade } = useUpgradeView();
  const { anchor, lane } = upgrade;
  const undo = describeUndo(upgrade);
  const { backup, deployed } = findRollbackNotes(upgrade);
  return (
    <section aria-labelledby="anchor">
      <h2 id="anchor">Rollback anchor</h2>
      <dl className="kv">
        {anchor && (
          <>
            <dt>Commit</dt>
            <dd>
              <Hash value={anchor.commit} plain className="text-ink" />
              {anchor.branch && ` on ${anchor.branch}`}
            </dd>
            <dt>Tree</dt>
            <dd>
              <Hash value={anchor.treeId} plain className="text-ink" />
            </dd>
            <dt>Locked</dt>
            <dd>{anchor.lockedVersion ? `${lane.library} ${anchor.lockedVersion}` : `${lane.library} was not locked`}</dd>
          </>
        )}
        {deployed && (
          <>
            <dt>Deployed</dt>
            <dd>{deployed}</dd>
          </>
        )}
        <dt>Backup</dt>
        <dd>{backup ?? "Nobody has named one yet"}</dd>
        <dt>Undo now</dt>
        <dd className={undo.needsBackup ? "strong text-[var(--st-failed)]" : "strong"}>{undo.short}</dd>
      </dl>
      <p className="small q2 mt-2">{undo.sentence}</p>
      <RollbackLinks />
    </section>
  );
}
