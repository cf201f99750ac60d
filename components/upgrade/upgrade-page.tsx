"use client";

import { StepView } from "@/components/step/step-view";
import { UpgradeProvider } from "@/lib/browser/upgrade/upgrade-view";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { Person } from "@/lib/core/people/person";
import { AgentAwayNote } from "./agent-away-note";
import { EndedNote } from "./ended-note";
import { FinishBox } from "./finish-box";
import { LaneRail } from "./lane-rail";
import { NobodyLeftNote } from "./nobody-left-note";
import { UpgradeBar } from "./upgrade-bar";
import { UpgradeSide } from "./upgrade-side";

export type UpgradePageProps = { upgradeId: string; records: readonly SealedRecord[]; people: readonly Person[] };

/** One upgrade: its steps, the step that is shown, and what holds for the whole. */
export function UpgradePage({ upgradeId, records, people }: UpgradePageProps) {
  return (
    <UpgradeProvider upgradeId={upgradeId} records={records} people={people}>
      <UpgradeBar />
      <div className="up">
        <LaneRail />
        <main className="stage scroll-mt-24" id="main">
          <EndedNote />
          <AgentAwayNote />
          <NobodyLeftNote />
          <FinishBox />
          <StepView />
        </main>
        <UpgradeSide />
      </div>
    </UpgradeProvider>
  );
}
