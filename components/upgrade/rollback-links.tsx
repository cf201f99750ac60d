"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { StepLink } from "./step-link";

/** The way to what the guide says about going back, where the lane has such notes. */
export function RollbackLinks() {
  const { upgrade } = useUpgradeView();
  const notes = upgrade.lane.steps.filter(({ optional }) => optional);
  if (notes.length === 0) return null;
  return (
    <ul className="small mt-1 grid" aria-label="Rollback notes">
      {notes.map(({ id, title }) => (
        <li key={id}>
          <StepLink stepId={id} className="inline-block py-1 max-sm:py-3.5">
            {title}
          </StepLink>
        </li>
      ))}
    </ul>
  );
}
