import type { NextAction } from "@/lib/contract/dashboard-api";
import { CATEGORIES, CATEGORY_TEXT, type Category, type Placement } from "@/lib/core/classify/category";
import { authorOf, listHolding } from "@/lib/core/comment/thread";
import { joinAnd, joinOr } from "@/lib/core/join-words";
import type { Step } from "@/lib/core/lane/lane";
import { PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { hasMovedOn, isCurrent, listCounting, listOpenExpectations, listStanding } from "@/lib/core/review/bucket";
import { describeMissing, listEligibility, listEligible } from "@/lib/core/review/eligibility";
import { findSnapshot, type Snapshot, type Upgrade } from "./upgrade";

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
  if (listAsked(upgrade, category).length > 0) return false;
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

/** Something a reviewer wants changed: a whole bucket, or a line that must be fixed. */
type Asked = { readonly placement: Placement; readonly name: string; readonly kind: "request" | "comment"; readonly hasChanged: boolean };

const LIFT: Record<Asked["kind"], string> = { request: "lift the request", comment: "resolve the comment" };

function nextChanges(upgrade: Upgrade, step: Step): NextAction {
  const asked = ([...CATEGORIES, "unclassified"] as const).flatMap((placement) => listAsked(upgrade, placement));
  const changed = asked.filter(({ hasChanged }) => hasChanged);
  if (changed.length > 0) {
    const names = namesOf(changed);
    const lift = joinOr([...new Set(changed.map(({ kind }) => LIFT[kind]))]);
    return {
      ...ask(
        "bucket.sign",
        `What ${joinAnd(names)} asked to change has changed: ${titlesOf(changed.map(({ placement }) => placement))}. Read it and ${lift}.`,
        step,
      ),
      people: [...names],
    };
  }
  return ask(
    "step.run",
    `${joinAnd(namesOf(asked))} asked for changes: ${titlesOf(asked.map(({ placement }) => placement))}. Make them and take a snapshot.`,
    step,
  );
}

function listAsked(upgrade: Upgrade, placement: Placement): readonly Asked[] {
  const requests = placement === "unclassified" ? [] : listStanding(upgrade, placement).filter(({ decision }) => decision === "changes-requested");
  return [
    ...requests.map((request): Asked => ({ placement, name: request.by.name, kind: "request", hasChanged: !isCurrent(upgrade, request) })),
    ...listHolding(upgrade, placement).map(
      (thread): Asked => ({ placement, name: authorOf(thread).name, kind: "comment", hasChanged: hasMovedOn(upgrade, thread.place) }),
    ),
  ];
}

function namesOf(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.map(({ name }) => name))];
}

function titlesOf(placements: readonly Placement[]): string {
  return [...new Set(placements)].map((placement) => (placement === "unclassified" ? "Unclassified" : CATEGORY_TEXT[placement].shortTitle)).join(", ");
}

function ask(permission: Permission, why: string, { id }: Step): NextAction {
  return { kind: "person", roles: [...PERMISSIONS[permission]], people: [], why, stepId: id };
}
