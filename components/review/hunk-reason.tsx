"use client";

import { useState } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Icon } from "@/components/ui/icon";
import type { HunkDetail } from "@/lib/contract/review-api";
import { describeActor } from "@/lib/core/people/person";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { REASON, UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import { fileOf } from "@/lib/core/review/review-index";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { useShownBucket } from "./bucket-context";
import { NearTime } from "./near-time";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

const MOST_OF_MATCH = 120;
/** About what it takes until it is measured. */
const GUESS = 52;

export type HunkReasonProps = { hunk: number; detail: HunkDetail | undefined; label: string };

/** Why a hunk is reviewed here, on one line; pressed, all of it below. */
export function HunkReason({ hunk, detail, label }: HunkReasonProps) {
  const { shown, upgrade } = useReview();
  const { index, extras } = useShownBucket();
  const [isOpen, setIsOpen] = useState(() => extras.of(hunk).some(({ key }) => key === REASON));
  if (!detail) return <span className="why" />;
  const assignment = shown.assignments.find(({ hunkId }) => hunkId === detail.id) ?? null;
  const path = index.files.paths[fileOf(index, hunk)] ?? "";
  const toggle = () => {
    extras.put(
      hunk,
      REASON,
      isOpen ? null : { under: UNDER_HEAD, guess: GUESS, node: <WholeReason upgradeId={upgrade.id} detail={detail} path={path} assignment={assignment} /> },
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

type WholeReasonProps = { upgradeId: string; detail: HunkDetail; path: string; assignment: Assignment | null };

/** The rule, its sentence and the text that made it hold, which is marked in the changed lines too as long as this is open. */
function WholeReason({ upgradeId, detail, path, assignment }: WholeReasonProps) {
  const match = toVisibleText(detail.matched === "" ? path : detail.matched);
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
        {detail.rule !== "none" && (
          <>
            {" "}
            Matched{detail.matched === "" && " by its path"}{" "}
            <mark className="hit mono" title={match.length > MOST_OF_MATCH ? match : undefined}>
              {match.length > MOST_OF_MATCH ? `${match.slice(0, MOST_OF_MATCH)}…` : match}
            </mark>
          </>
        )}
      </p>
    </div>
  );
}
