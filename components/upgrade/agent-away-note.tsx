"use client";

import { Note } from "@/components/ui/note";
import { useAgent } from "@/lib/browser/queries/account";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findActiveAttempt } from "@/lib/core/upgrade/upgrade";

/** Says that the agent does not answer, and that nothing is lost by that. */
export function AgentAwayNote() {
  const { upgrade } = useUpgradeView();
  const { data } = useAgent();
  if (!data || data.agent || upgrade.ending) return null;
  return (
    <div role="status" className="mb-4">
      <Note status="interrupted">
        <p>
          <b className="semi">The agent does not answer.</b>{" "}
          {findActiveAttempt(upgrade)
            ? "What runs goes on without us; its log and result are fetched when the agent is back."
            : "A step that is started now waits for it. Reading, signing and checking go on as before."}
        </p>
      </Note>
    </div>
  );
}
