"use client";

import { StatusShape } from "@/components/ui/status";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeActor } from "@/lib/core/people/person";
import type { ExpectationResult } from "@/lib/core/review/expectation-result";

export type ExpectationRowProps = { expectation: ExpectationResult };

/** Met, unmet, or absent with somebody's word that this is all right. */
export function ExpectationRow({ expectation }: ExpectationRowProps) {
  const { upgrade } = useUpgradeView();
  const { id, title, met, why, howToMeet, found } = expectation;
  const accepted = met ? undefined : upgrade.accepted.find(({ expectationId }) => expectationId === id);
  const state = met ? "done" : accepted ? "waived" : "unmet";
  const word = { done: "Met", waived: "Absence accepted", unmet: "Unmet" }[state];
  return (
    <li className="find-row">
      <StatusShape s={state} label={null} className="mt-px" />
      <div className="min-w-0">
        <h3>{title}</h3>
        <p className="d">{met ? found : why}</p>
        {!met && <p className="d">Found: {found}</p>}
        {accepted && (
          <p className="d">
            Accepted by {describeActor(accepted.by)}: “{accepted.reason}”
          </p>
        )}
        {state === "unmet" && <p className="d">To meet it: {howToMeet}</p>}
      </div>
      <span className="st" data-s={state}>
        {word}
      </span>
    </li>
  );
}
