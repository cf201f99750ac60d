import { describeActor } from "@/lib/core/people/person";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import type { PlacedHunk } from "@/lib/core/review/view-placement";
import { NearTime } from "./near-time";
import { placementText } from "./placement-text";

const MOST_OF_MATCH = 120;

/** Why a hunk is reviewed here: the rule and what made it match, or who moved it and why. */
export function HunkReason({ hunk }: { hunk: PlacedHunk }) {
  const { assignment, rule, reason, matched } = hunk;
  const match = toVisibleText(matched);
  return (
    <p className="why">
      {assignment && (
        <span className="rv-moved">
          <b>
            Moved from {placementText(assignment.from).shortTitle} by {describeActor(assignment.by)}, <NearTime at={assignment.at} />.
          </b>{" "}
          {assignment.reason}
        </span>
      )}
      <b>{rule === "none" ? "No rule." : `Rule ${rule}.`}</b>
      {reason}
      {match !== "" && (
        <>
          {" "}
          Matched{" "}
          <code title={match.length > MOST_OF_MATCH ? match : undefined}>{match.length > MOST_OF_MATCH ? `${match.slice(0, MOST_OF_MATCH)}…` : match}</code>
        </>
      )}
    </p>
  );
}
