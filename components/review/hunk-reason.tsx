"use client";

import { useState } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Icon } from "@/components/ui/icon";
import type { HunkDetail } from "@/lib/contract/review-api";
import { describeActor } from "@/lib/core/people/person";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { useShownBucket } from "./bucket-context";
import { NearTime } from "./near-time";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

const MOST_OF_MATCH = 120;
const KEY = "reason";
/** About what it takes until it is measured. */
const GUESS = 52;

export type HunkReasonProps = { hunk: number; detail: HunkDetail | undefined; label: string };

/** Why a hunk is reviewed here, on one line; pressed, all of it below. */
export function HunkReason({ hunk, detail, label }: HunkReasonProps) {
  const { shown, upgrade } = useReview();
  const { extras } = useShownBucket();
  const [isOpen, setIsOpen] = useState(() => extras.of(hunk).some(({ key }) => key === KEY));
  if (!detail) return <span className="why" />;
  const assignment = shown.assignments.find(({ hunkId }) => hunkId === detail.id) ?? null;
  const toggle = () => {
    extras.put(
      hunk,
      KEY,
      isOpen ? null : { under: UNDER_HEAD, guess: GUESS, node: <WholeReason upgradeId={upgrade.id} detail={detail} assignment={assignment} /> },
    );
    setIsOpen(!isOpen);
  };
  return (
    <button type="button" className="why" aria-expanded={isOpen} onClick={toggle}>
      <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={12} />
      <span className="trunc" title={isOpen ? undefined : detail.reason}>
        {assignment && <b>Moved from {placementText(assignment.from).shortTitle}. </b>}
        <b>{ruleOf(detail)}</b> {detail.reason}
      </span>
      <span className="vh"> in {label}</span>
    </button>
  );
}

function ruleOf({ rule }: HunkDetail): string {
  return rule === "none" ? "No rule." : `Rule ${rule}.`;
}

function WholeReason({ upgradeId, detail, assignment }: { upgradeId: string; detail: HunkDetail; assignment: Assignment | null }) {
  const match = toVisibleText(detail.matched);
  return (
    <div className="why-all">
      {assignment && (
        <p>
          <b>
            Moved from {placementText(assignment.from).shortTitle} by {describeActor(assignment.by)}, <NearTime at={assignment.at} />.
          </b>{" "}
          {assignment.reason}
        </p>
      )}
      <p>
        <AppLink href={`/rules?upgrade=${upgradeId}#rule-${detail.rule}`}>{ruleOf(detail)}</AppLink> {detail.reason}
        {match !== "" && (
          <>
            {" "}
            Matched{" "}
            <code title={match.length > MOST_OF_MATCH ? match : undefined}>{match.length > MOST_OF_MATCH ? `${match.slice(0, MOST_OF_MATCH)}…` : match}</code>
          </>
        )}
      </p>
    </div>
  );
}
