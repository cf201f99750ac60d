import { checklistPath, commentsPath, reviewPath, upgradePath } from "@/lib/browser/upgrade/paths";
import type { RecordBody } from "@/lib/core/audit/record";

/** Where what a record is about can be seen; null when it is the upgrade as a whole. */
export function recordSubject({ upgradeId, event }: RecordBody): { readonly href: string; readonly label: string } | null {
  if (event.type === "check.recorded" || event.type === "check.cleared") return { href: checklistPath(upgradeId), label: "See the checklist" };
  if (event.type === "hunk.assigned") return { href: reviewPath(upgradeId, event.to), label: "See the bucket" };
  if ("category" in event) return { href: reviewPath(upgradeId, event.category), label: "See the bucket" };
  if ("threadId" in event) return { href: commentsPath(upgradeId, event.threadId), label: "See the comment" };
  if (event.type === "snapshot.taken") return { href: reviewPath(upgradeId), label: "See the review" };
  if (event.type === "attempt.started") return { href: upgradePath(upgradeId, event.job.stepId), label: "See the step" };
  if (event.type === "gate.passed") return { href: upgradePath(upgradeId, event.pass.stepId), label: "See the step" };
  return "stepId" in event ? { href: upgradePath(upgradeId, event.stepId), label: "See the step" } : null;
}
