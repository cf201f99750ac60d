import { CATEGORIES, type Category, type Placement } from "@/lib/core/classify/category";
import { authorOf, listHolding } from "@/lib/core/comment/thread";
import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { bucketStatus, hasMovedOn, isCurrent, listStanding, whyNotCounted } from "./bucket";

/** Buckets that wait for this person, in their order: to sign or sign again, then to give hunks a category. */
export function listOwed(upgrade: Upgrade, person: Person): readonly Placement[] {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot || upgrade.ending) return [];
  const toSign = CATEGORIES.filter((category) => owesSignOff(upgrade, person, category));
  const toAssign = snapshot.buckets.unclassified.hunks > 0 && canDo(person, "hunk.assign");
  return toAssign ? [...toSign, "unclassified"] : toSign;
}

/** Where the review of this person starts: the first bucket they owe, else the first that is not done. */
export function findStart(upgrade: Upgrade, person: Person): Placement {
  const open = CATEGORIES.find((category) => bucketStatus(upgrade, category) !== "done");
  return listOwed(upgrade, person)[0] ?? open ?? CATEGORIES[0];
}

function owesSignOff(upgrade: Upgrade, person: Person, category: Category): boolean {
  if (!canDo(person, "bucket.sign") || whyNotCounted(upgrade, person) !== undefined) return false;
  const status = bucketStatus(upgrade, category);
  const own = listStanding(upgrade, category).find(({ by }) => by.id === person.id);
  // Changes that were asked for come first; whoever asked reads them once they are there.
  if (status === "changes") return (own?.decision === "changes-requested" && !isCurrent(upgrade, own)) || owesResolving(upgrade, person, category);
  return status !== "done" && (own === undefined || !isCurrent(upgrade, own));
}

/** Whether what this person marked as must fix is in a bucket that changed since: they look whether it was fixed. */
function owesResolving(upgrade: Upgrade, person: Person, category: Category): boolean {
  return listHolding(upgrade, category).some((thread) => authorOf(thread).id === person.id && hasMovedOn(upgrade, thread.place));
}
