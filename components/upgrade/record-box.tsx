"use client";

import { AppLink } from "@/components/ui/app-link";
import { Time } from "@/components/ui/time";
import { auditPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

export function RecordBox() {
  const { upgrade } = useUpgradeView();
  const { id, lastSeq, lastAt } = upgrade;
  return (
    <section aria-labelledby="record">
      <h2 id="record">Record</h2>
      <p className="small q2">
        {lastSeq} {lastSeq === 1 ? "record" : "records"}, the last at <Time at={lastAt} format="seconds" />. <AppLink href={auditPath(id)}>Open audit</AppLink>
      </p>
    </section>
  );
}
