"use client";

import { Note } from "@/components/ui/note";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { listUnsettled } from "@/lib/core/upgrade/step-status";
import { findServing } from "@/lib/core/upgrade/upgrade";
import type { StepOf } from "@/components/step/step-kinds";
import { EndedNote } from "@/components/upgrade/ended-note";
import { ServedLink } from "./served-link";
import { WhoMayAnswer } from "./who-may-answer";

export type ChecklistStateProps = { step: StepOf<"checklist"> };

/** Whether the checks can be done now: the app's address when it is up, or what has to happen first. */
export function ChecklistState({ step }: ChecklistStateProps) {
  const { upgrade } = useUpgradeView();
  if (upgrade.ending) return <EndedNote />;
  const open = listUnsettled(upgrade, step);
  if (open.length > 0) {
    return (
      <Note status="todo" className="mx-4 mb-4">
        <p>
          <b className="semi">Not yet.</b> First: {open.map(({ title }) => title).join(", ")}.
        </p>
      </Note>
    );
  }
  const serving = findServing(upgrade)?.progress;
  return (
    <div className="grid gap-1 px-4 pb-4">
      <WhoMayAnswer step={step} />
      {serving?.status === "serving" ? (
        <p>
          The app is up at <ServedLink url={serving.url} />
        </p>
      ) : (
        <p className="q2">The app is not being served now. An operator can start it on the upgrade's page.</p>
      )}
    </div>
  );
}
