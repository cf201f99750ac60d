import { checklistPath, reviewPath, upgradePath } from "@/lib/browser/upgrade/paths";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import type { Stage } from "@/lib/core/lane/lane";

type Upgrade = NonNullable<FleetRow["upgrade"]>;

export function appPath(appId: string): string {
  return `/apps/${appId}`;
}

/** Where an app is opened: its upgrade, or the app itself before one. */
export function rowPath({ app, upgrade }: FleetRow): string {
  return upgrade ? upgradePath(upgrade.id) : appPath(app.id);
}

/** Where what is next on an app is done. */
export function turnPath(row: FleetRow, lanes: readonly LaneChoice[]): string {
  const { upgrade, next } = row;
  if (!upgrade || next.stepId === null) return rowPath(row);
  return stepPath(upgrade, next.stepId, lanes);
}

/** Where a stage is worked on: the step that is next, or the first of the stage. */
export function stagePath(upgrade: Upgrade, stage: Stage, lanes: readonly LaneChoice[]): string {
  const lane = lanes.find(({ id }) => id === upgrade.laneId);
  const isNow = upgrade.step !== null && lane?.steps.some((step) => step.id === upgrade.step?.id && step.stage === stage);
  const stepId = isNow ? upgrade.step?.id : lane?.firstSteps[stage];
  return stepId === undefined ? upgradePath(upgrade.id) : stepPath(upgrade, stepId, lanes);
}

function stepPath(upgrade: Upgrade, stepId: string, lanes: readonly LaneChoice[]): string {
  const kind = lanes.find(({ id }) => id === upgrade.laneId)?.steps.find(({ id }) => id === stepId)?.kind;
  if (kind === "review") return reviewPath(upgrade.id);
  return kind === "checklist" ? checklistPath(upgrade.id) : upgradePath(upgrade.id, stepId);
}
