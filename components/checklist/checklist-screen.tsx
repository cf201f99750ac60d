"use client";

import { UpgradeProvider } from "@/lib/browser/upgrade/upgrade-view";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { Person } from "@/lib/core/people/person";
import { ChecklistFoot } from "./checklist-foot";
import { ChecklistSections } from "./checklist-sections";
import { ChecklistTop } from "./checklist-top";

export type ChecklistScreenProps = { upgradeId: string; records: readonly SealedRecord[]; people: readonly Person[] };

/** The QA checklists of an upgrade, made for a phone beside the app that is tested. */
export function ChecklistScreen({ upgradeId, records, people }: ChecklistScreenProps) {
  return (
    <UpgradeProvider upgradeId={upgradeId} records={records} people={people}>
      <div className="qa">
        <ChecklistTop />
        <main id="main">
          <ChecklistSections />
        </main>
        <ChecklistFoot />
      </div>
    </UpgradeProvider>
  );
}
