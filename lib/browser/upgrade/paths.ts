import type { Placement } from "@/lib/core/classify/category";

/** The page of an upgrade, at one of its steps when given. */
export function upgradePath(upgradeId: string, stepId?: string): string {
  return stepId === undefined ? `/upgrades/${upgradeId}` : `/upgrades/${upgradeId}?step=${stepId}`;
}

/** The review of an upgrade, at one of its buckets when given. */
export function reviewPath(upgradeId: string, placement?: Placement): string {
  return placement === undefined ? `/upgrades/${upgradeId}/review` : `/upgrades/${upgradeId}/review/${placement}`;
}

export function checklistPath(upgradeId: string): string {
  return `/upgrades/${upgradeId}/checklist`;
}

/** Every comment of an upgrade, at one thread when given. */
export function commentsPath(upgradeId: string, threadId?: string): string {
  return `/upgrades/${upgradeId}/comments${threadId === undefined ? "" : `#thread-${threadId}`}`;
}

export function auditPath(upgradeId: string): string {
  return `/upgrades/${upgradeId}/audit`;
}

/** The whole log of an attempt, as a file. */
export function logDownloadPath(upgradeId: string, jobId: string): string {
  return `/api/upgrades/${upgradeId}/attempts/${jobId}/log?download=1`;
}
