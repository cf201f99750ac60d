"use client";

import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import { auditPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeActor } from "@/lib/core/people/person";

/** Says that an upgrade has ended: nothing here can be changed any more. */
export function EndedNote() {
  const { upgrade } = useUpgradeView();
  const { ending, id } = upgrade;
  if (!ending) return null;
  return (
    <Note status={ending.type === "finished" ? "done" : "waived"} className="mb-4">
      <p>
        <b className="semi">This upgrade was {ending.type}</b> by {describeActor(ending.by)}, <Time at={ending.at} />.{" "}
        {ending.reason !== "" && `“${ending.reason}” `}
        <AppLink href={auditPath(id)}>Its record</AppLink> can be read and verified.
      </p>
    </Note>
  );
}
