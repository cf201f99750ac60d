"use client";

import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeMissing, listEligibility } from "@/lib/core/review/eligibility";

/** That a category can no longer come to its approvals, as soon as people or commits make it so. */
export function NobodyLeftNote() {
  const { upgrade, people } = useUpgradeView();
  const stuck = upgrade.ending ? [] : listEligibility(upgrade, people).filter(({ missing }) => missing > 0);
  const [first, ...others] = stuck;
  if (!first) return null;
  return (
    <Note status="waiting">
      <p>
        {describeMissing(first)}
        {others.length > 0 && ` The same holds for ${others.length} more ${others.length === 1 ? "category" : "categories"}.`} The gate stays closed until then.
      </p>
      <p className="small mt-1">
        <AppLink href={`/apps/${upgrade.app.id}`}>The app's policy</AppLink>
      </p>
    </Note>
  );
}
