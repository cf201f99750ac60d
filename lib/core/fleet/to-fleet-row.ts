import type { FleetRow } from "@/lib/contract/dashboard-api";
import { CATEGORIES } from "@/lib/core/classify/category";
import { STAGES, type Stage } from "@/lib/core/lane/lane";
import type { Person } from "@/lib/core/people/person";
import { bucketStatus } from "@/lib/core/review/bucket";
import { nextAction } from "@/lib/core/upgrade/next-action";
import { findCurrentStep, isSettled, stepStatus, type StepStatus } from "@/lib/core/upgrade/step-status";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";

/** One line of the fleet: an app with its newest upgrade, and who has to act. */
export function toFleetRow(app: FleetRow["app"], upgrade: Upgrade | undefined, people: readonly Person[]): FleetRow {
  if (!upgrade) {
    return { app, upgrade: null, next: { kind: "person", roles: ["lead"], people: [], why: "Not started: a tech lead can start an upgrade.", stepId: null } };
  }
  const current = upgrade.ending ? undefined : findCurrentStep(upgrade);
  const snapshot = findSnapshot(upgrade);
  return {
    app,
    upgrade: {
      id: upgrade.id,
      laneId: upgrade.lane.id,
      laneTitle: upgrade.lane.shortTitle,
      state: upgrade.ending?.type ?? "open",
      stages: STAGES.map((stage) => ({ stage, status: stageStatus(upgrade, stage) })),
      step: current ? { id: current.id, title: current.title, status: stepStatus(upgrade, current) } : null,
      buckets: CATEGORIES.map((category) => ({ category, status: bucketStatus(upgrade, category), hunks: snapshot?.buckets[category].hunks ?? 0 })),
      unclassified: snapshot?.buckets.unclassified.hunks ?? 0,
      checks: countChecks(upgrade),
      waived: upgrade.lane.steps.filter((step) => stepStatus(upgrade, step) === "waived").length,
      startedAt: upgrade.startedAt,
      since: upgrade.lastAt,
    },
    next: nextAction(upgrade, people),
  };
}

/** The most telling status among a stage's steps: trouble first, then what runs or waits, then how it was settled. */
export function stageStatus(upgrade: Upgrade, stage: Stage): StepStatus {
  const statuses = upgrade.lane.steps.filter((step) => step.stage === stage && !step.optional).map((step) => stepStatus(upgrade, step));
  const order: readonly StepStatus[] = ["failed", "interrupted", "running", "outdated", "waiting"];
  const telling = order.find((status) => statuses.includes(status));
  if (telling) return telling;
  if (statuses.every(isSettled)) return (["waived", "skipped", "done"] as const).find((status) => statuses.includes(status)) ?? "na";
  return "todo";
}

function countChecks(upgrade: Upgrade): { done: number; failed: number; total: number } {
  const items = upgrade.lane.steps.flatMap((step) =>
    step.kind === "checklist" && !step.optional ? step.items.map(({ id }) => ({ stepId: step.id, id })) : [],
  );
  const results = items.map(({ stepId, id }) => upgrade.checks.find((check) => check.stepId === stepId && check.itemId === id)?.result);
  return {
    done: results.filter((result) => result === "pass" || result === "na").length,
    failed: results.filter((result) => result === "fail").length,
    total: items.length,
  };
}
