import type { NextAction } from "@/lib/contract/dashboard-api";
import { CATEGORIES, CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import type { Step } from "@/lib/core/lane/lane";
import { PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { isCurrent, listCounting, listOpenExpectations, listStanding } from "@/lib/core/review/bucket";
import { describeMissing, listEligibility, listEligible } from "@/lib/core/review/eligibility";
import { findSnapshot, type SignOff, type Snapshot, type Upgrade } from "./upgrade";

/**
 * Whom the review waits for: hunks without a category first, then the reviewers whose sign-off is missing,
 * then those who make the changes that were asked for, and who asked once the bucket has changed.
 */
export function nextReview(upgrade: Upgrade, step: Step, people: readonly Person[]): NextAction {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return ask("snapshot.take", "There is nothing to review yet: take a snapshot.", step);
  const { hunks } = snapshot.buckets.unclassified;
  if (hunks > 0) return ask("hunk.assign", `${hunks} ${hunks === 1 ? "hunk waits" : "hunks wait"} for a category.`, step);
  const missing = CATEGORIES.filter((category) => isSignOffMissing(upgrade, snapshot, category));
  if (missing.length > 0) return nextSigners(upgrade, step, people, missing);
  return nextChanges(upgrade, step);
}

function isSignOffMissing(upgrade: Upgrade, snapshot: Snapshot, category: Category): boolean {
  if (listRequests(upgrade, category).length > 0) return false;
  return listCounting(upgrade, category).length < upgrade.policy.approvals || listOpenExpectations(upgrade, snapshot, category).length > 0;
}

function nextSigners(upgrade: Upgrade, step: Step, people: readonly Person[], missing: readonly Category[]): NextAction {
  const eligible = listEligible(upgrade, people);
  const why = `Waits for ${missing.length === 1 ? "the sign-off" : `${missing.length} sign-offs`}: ${titlesOf(missing)}.`;
  const stuck = listEligibility(upgrade, people).filter(({ category }) => missing.includes(category));
  const nobody = stuck.map(describeMissing).find((sentence) => sentence !== undefined);
  if (nobody !== undefined) return ask("people.manage", nobody, step);
  const asked = eligible.filter(({ id }) => missing.some((category) => !listCounting(upgrade, category).some(({ by }) => by.id === id)));
  // Whoever has signed everything may still be the only one who can accept an open expectation.
  const signers = asked.length > 0 ? asked : eligible;
  return { ...ask("bucket.sign", why, step), people: signers.map(({ name }) => name) };
}

function nextChanges(upgrade: Upgrade, step: Step): NextAction {
  const requests = CATEGORIES.flatMap((category) => listRequests(upgrade, category));
  const changed = requests.filter((request) => !isCurrent(upgrade, request));
  if (changed.length > 0) {
    const names = [...new Set(changed.map(({ by }) => by.name))];
    return {
      ...ask(
        "bucket.sign",
        `What ${names.join(" and ")} asked to change has changed: ${titlesOf(changed.map(({ category }) => category))}. Read it and lift the request.`,
        step,
      ),
      people: names,
    };
  }
  const names = [...new Set(requests.map(({ by }) => by.name))];
  return ask(
    "step.run",
    `${names.join(" and ")} asked for changes: ${titlesOf(requests.map(({ category }) => category))}. Make them and take a snapshot.`,
    step,
  );
}

function listRequests(upgrade: Upgrade, category: Category): readonly SignOff[] {
  return listStanding(upgrade, category).filter(({ decision }) => decision === "changes-requested");
}

function titlesOf(categories: readonly Category[]): string {
  return [...new Set(categories)].map((category) => CATEGORY_TEXT[category].shortTitle).join(", ");
}

function ask(permission: Permission, why: string, { id }: Step): NextAction {
  return { kind: "person", roles: [...PERMISSIONS[permission]], people: [], why, stepId: id };
}
