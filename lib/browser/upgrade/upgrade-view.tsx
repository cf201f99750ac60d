"use client";

import { useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useMe } from "@/lib/browser/providers";
import { useUpgrade } from "@/lib/browser/queries/upgrade";
import type { NextAction } from "@/lib/contract/dashboard-api";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { Step } from "@/lib/core/lane/lane";
import type { Person } from "@/lib/core/people/person";
import { isUpTo, nextAction } from "@/lib/core/upgrade/next-action";
import { findCurrentStep, type StepStatus, stepStatus } from "@/lib/core/upgrade/step-status";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { findStops, type Stops } from "./stops";

/** Everything the parts of an upgrade's pages look at. */
export type UpgradeView = {
  readonly upgrade: Upgrade;
  readonly people: readonly Person[];
  readonly me: Person;
  readonly next: NextAction;
  /** Whether the next action is up to the person who looks at it. */
  readonly isMine: boolean;
  readonly stops: Stops;
  /** The status of every step, worked out once for all who ask. */
  readonly statusOf: (step: Step) => StepStatus;
  /** The step somebody has to turn to; undefined when all is settled. */
  readonly current: Step | undefined;
  /** The step in the middle: the one in the address, or the one that was current when the page was opened. */
  readonly shown: Step;
};

const UpgradeContext = createContext<UpgradeView | null>(null);

export type UpgradeProviderProps = {
  readonly upgradeId: string;
  readonly records: readonly SealedRecord[];
  readonly people: readonly Person[];
  readonly children: ReactNode;
};

/** Folds the records of an upgrade for everything below it, and keeps them fresh. */
export function UpgradeProvider({ upgradeId, records, people, children }: UpgradeProviderProps) {
  const me = useMe();
  const upgrade = useUpgrade(upgradeId, records);
  const shown = useShownStep(upgrade);
  const folded = useMemo(() => fold(upgrade, people, me), [upgrade, people, me]);
  const view = useMemo(() => ({ ...folded, shown }), [folded, shown]);
  return <UpgradeContext value={view}>{children}</UpgradeContext>;
}

/** The upgrade of this page. @throws outside its pages. */
export function useUpgradeView(): UpgradeView {
  const view = useContext(UpgradeContext);
  if (!view) throw new Error("useUpgradeView outside UpgradeProvider");
  return view;
}

function fold(upgrade: Upgrade, people: readonly Person[], me: Person): Omit<UpgradeView, "shown"> {
  const next = nextAction(upgrade, people);
  const statuses = new Map(upgrade.lane.steps.map((step) => [step.id, shownStatus(upgrade, step)]));
  return {
    upgrade,
    people,
    me,
    next,
    isMine: isUpTo(next, me),
    stops: findStops(upgrade, me),
    statusOf: (step) => statuses.get(step.id) ?? "todo",
    current: upgrade.ending ? undefined : findCurrentStep(upgrade),
  };
}

/** What has ended, or is only for when it is needed, waits for nobody. */
function shownStatus(upgrade: Upgrade, step: Step): StepStatus {
  const status = stepStatus(upgrade, step);
  return status === "waiting" && (step.optional || upgrade.ending) ? "todo" : status;
}

function useShownStep(upgrade: Upgrade): Step {
  const asked = useSearchParams().get("step");
  // What is on the screen stays there when the upgrade moves on: nobody loses the log they are reading.
  const [first] = useState(() => firstStep(upgrade));
  return upgrade.lane.steps.find(({ id }) => id === asked) ?? first;
}

function firstStep(upgrade: Upgrade): Step {
  const step = findCurrentStep(upgrade) ?? upgrade.lane.steps.findLast(({ optional }) => !optional);
  if (!step) throw new Error(`lane ${upgrade.lane.id} has no step`);
  return step;
}
