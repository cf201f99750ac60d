"use client";

import { Time } from "@/components/ui/time";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findCrossing } from "@/lib/core/upgrade/describe-undo";

/** The line in the rail beyond which git alone does not bring everything back. */
export function NoReturnDivider() {
  const { upgrade } = useUpgradeView();
  const crossing = findCrossing(upgrade);
  return (
    <li className="pnr">
      <span>
        Point of no return
        {crossing && (
          <>
            , crossed <Time at={crossing.at} format="time" />
          </>
        )}
      </span>
    </li>
  );
}
